package dev.gatehouse.testkit.architecture.miniature.domain;

import java.util.logging.Logger;

final class LoggingRoom {
  static final Logger LOG = Logger.getLogger("room");
}
