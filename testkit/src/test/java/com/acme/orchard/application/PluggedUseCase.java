package com.acme.orchard.application;

import dev.gatehouse.adapter.http.feature.StandIn;

record PluggedUseCase(StandIn seam) {}
