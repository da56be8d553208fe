package com.acme.orchard.adapter.wicker;

import com.acme.orchard.domain.GateCode;
import com.acme.orchard.domain.PickingOutcome;
import com.acme.orchard.domain.port.Basket;
import dev.gatehouse.domain.Subject;

final class TornBasket implements Basket {
  @Override
  public PickingOutcome fill(Subject picker, GateCode code) {
    return new PickingOutcome.Bare();
  }
}
