package com.acme.orchard.application;

import dev.gatehouse.application.StandIn;

record PrivilegedUseCase(StandIn useCase) {}
