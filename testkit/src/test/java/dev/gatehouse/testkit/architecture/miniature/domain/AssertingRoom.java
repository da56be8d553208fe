package dev.gatehouse.testkit.architecture.miniature.domain;

import org.assertj.core.util.Strings;

record AssertingRoom(String name) {
  boolean nameless() {
    return Strings.isNullOrEmpty(name);
  }
}
