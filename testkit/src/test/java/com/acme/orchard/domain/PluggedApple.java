package com.acme.orchard.domain;

import dev.gatehouse.adapter.http.spi.StandIn;

record PluggedApple(StandIn seam) {}
