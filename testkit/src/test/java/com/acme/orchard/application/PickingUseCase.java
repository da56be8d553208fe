package com.acme.orchard.application;

import com.acme.orchard.domain.GateCode;
import com.acme.orchard.domain.PickingOutcome;
import com.acme.orchard.domain.port.Basket;
import com.acme.orchard.domain.usecase.Picking;
import dev.gatehouse.domain.Subject;

public final class PickingUseCase implements Picking {
  private final Basket basket;

  public PickingUseCase(Basket basket) {
    this.basket = basket;
  }

  @Override
  public PickingOutcome pick(Subject picker, GateCode code) {
    return basket.fill(picker, code);
  }
}
