package dev.gatehouse.testkit.architecture.miniature.adapter.paper;

import dev.gatehouse.testkit.architecture.miniature.bootstrap.light.Lamp;

record StartingLedger(Lamp lamp) {}
