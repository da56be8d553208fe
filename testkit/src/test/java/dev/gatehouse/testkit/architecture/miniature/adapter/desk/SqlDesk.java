package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import java.sql.Connection;

record SqlDesk(Connection connection) {}
