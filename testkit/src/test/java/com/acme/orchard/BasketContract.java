package com.acme.orchard;

import com.acme.orchard.domain.port.Basket;

public abstract class BasketContract {
  protected abstract Basket basket();
}
