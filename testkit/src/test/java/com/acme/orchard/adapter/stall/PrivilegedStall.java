package com.acme.orchard.adapter.stall;

import dev.gatehouse.application.StandIn;

record PrivilegedStall(StandIn useCase) {}
