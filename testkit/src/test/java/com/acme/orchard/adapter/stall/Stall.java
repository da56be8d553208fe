package com.acme.orchard.adapter.stall;

import com.acme.orchard.domain.GateCode;
import com.acme.orchard.domain.usecase.Picking;
import dev.gatehouse.adapter.http.spi.StandIn;
import dev.gatehouse.domain.Subject;

public final class Stall implements StandIn {
  private final Picking picking;

  public Stall(Picking picking) {
    this.picking = picking;
  }

  @Override
  public void plugIn() {
    picking.pick(new Subject("picker"), new GateCode("1234"));
  }
}
