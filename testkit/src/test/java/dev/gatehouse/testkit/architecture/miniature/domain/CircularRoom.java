package dev.gatehouse.testkit.architecture.miniature.domain;

import dev.gatehouse.testkit.architecture.miniature.domain.port.Ledger;

record CircularRoom(Ledger ledger) {}
