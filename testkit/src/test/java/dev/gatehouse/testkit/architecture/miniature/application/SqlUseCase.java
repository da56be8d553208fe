package dev.gatehouse.testkit.architecture.miniature.application;

import java.sql.Connection;

record SqlUseCase(Connection connection) {}
