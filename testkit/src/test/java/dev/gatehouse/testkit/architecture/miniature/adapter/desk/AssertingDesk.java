package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import org.assertj.core.util.Strings;

record AssertingDesk(String name) {
  boolean nameless() {
    return Strings.isNullOrEmpty(name);
  }
}
