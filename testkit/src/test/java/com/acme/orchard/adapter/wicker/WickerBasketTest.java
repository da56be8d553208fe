package com.acme.orchard.adapter.wicker;

import com.acme.orchard.BasketContract;
import com.acme.orchard.domain.port.Basket;

final class WickerBasketTest extends BasketContract {
  @Override
  protected Basket basket() {
    return WickerBasket.woven();
  }
}
