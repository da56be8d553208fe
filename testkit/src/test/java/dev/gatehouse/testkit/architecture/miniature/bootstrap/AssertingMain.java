package dev.gatehouse.testkit.architecture.miniature.bootstrap;

import org.assertj.core.util.Strings;

record AssertingMain(String name) {
  boolean nameless() {
    return Strings.isNullOrEmpty(name);
  }
}
