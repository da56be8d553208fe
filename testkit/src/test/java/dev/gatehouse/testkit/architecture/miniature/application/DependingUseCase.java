package dev.gatehouse.testkit.architecture.miniature.application;

import org.jspecify.annotations.Nullable;

final class DependingUseCase {
  @Nullable String home() {
    return System.getenv("HOME");
  }
}
