package com.acme.orchard.adapter.wicker;

import com.acme.orchard.domain.port.Basket;

final class BasketShop {
  Basket sell() {
    return WickerBasket.woven();
  }
}
