package dev.gatehouse.testkit.architecture.miniature.domain;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

final class SqlRoom {
  Connection @Nullable [] connections;
}
