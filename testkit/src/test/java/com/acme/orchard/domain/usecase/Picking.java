package com.acme.orchard.domain.usecase;

import com.acme.orchard.domain.GateCode;
import com.acme.orchard.domain.PickingOutcome;
import dev.gatehouse.domain.Subject;

public interface Picking {
  PickingOutcome pick(Subject picker, GateCode code);
}
