package com.acme.orchard.adapter.wicker;

import com.acme.orchard.domain.Apple;
import com.acme.orchard.domain.GateCode;
import com.acme.orchard.domain.PickingOutcome;
import com.acme.orchard.domain.port.Basket;
import dev.gatehouse.domain.Subject;
import org.assertj.core.util.Strings;

public final class WickerBasket implements Basket {
  private WickerBasket() {}

  public static WickerBasket woven() {
    return new WickerBasket();
  }

  @Override
  public PickingOutcome fill(Subject picker, GateCode code) {
    return Strings.isNullOrEmpty(code.reveal())
        ? new PickingOutcome.Bare()
        : new PickingOutcome.Picked(new Apple(1));
  }
}
