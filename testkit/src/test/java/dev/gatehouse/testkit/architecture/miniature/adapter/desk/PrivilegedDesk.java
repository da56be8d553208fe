package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import dev.gatehouse.application.StandIn;

record PrivilegedDesk(StandIn useCase) {}
