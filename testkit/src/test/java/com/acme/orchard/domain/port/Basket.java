package com.acme.orchard.domain.port;

import com.acme.orchard.domain.GateCode;
import com.acme.orchard.domain.PickingOutcome;
import dev.gatehouse.domain.Subject;

public interface Basket {
  PickingOutcome fill(Subject picker, GateCode code);
}
