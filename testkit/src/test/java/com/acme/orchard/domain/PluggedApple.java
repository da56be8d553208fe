package com.acme.orchard.domain;

import dev.gatehouse.adapter.http.feature.StandIn;

record PluggedApple(StandIn seam) {}
