package dev.gatehouse.testkit.architecture.miniature.adapter.paper;

import dev.gatehouse.testkit.architecture.miniature.bootstrap.Lamp;

record StartingLedger(Lamp lamp) {}
