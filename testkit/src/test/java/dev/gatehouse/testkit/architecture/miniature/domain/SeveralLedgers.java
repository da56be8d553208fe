package dev.gatehouse.testkit.architecture.miniature.domain;

import java.sql.Connection;

record SeveralLedgers(Connection[] connections) {}
