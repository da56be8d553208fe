package com.acme.orchard.domain;

import dev.gatehouse.application.StandIn;

record PrivilegedApple(StandIn useCase) {}
