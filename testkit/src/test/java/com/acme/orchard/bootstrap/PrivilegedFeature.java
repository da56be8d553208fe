package com.acme.orchard.bootstrap;

import dev.gatehouse.application.StandIn;

record PrivilegedFeature(StandIn useCase) {}
