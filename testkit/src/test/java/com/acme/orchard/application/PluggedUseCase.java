package com.acme.orchard.application;

import dev.gatehouse.adapter.http.spi.StandIn;

record PluggedUseCase(StandIn seam) {}
