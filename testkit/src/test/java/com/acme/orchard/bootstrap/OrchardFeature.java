package com.acme.orchard.bootstrap;

import com.acme.orchard.adapter.stall.Stall;
import com.acme.orchard.adapter.wicker.WickerBasket;
import com.acme.orchard.application.PickingUseCase;
import dev.gatehouse.adapter.http.spi.StandIn;

final class OrchardFeature implements StandIn {
  @Override
  public void plugIn() {
    new Stall(new PickingUseCase(WickerBasket.woven())).plugIn();
  }
}
