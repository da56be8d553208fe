package dev.gatehouse.testkit.architecture.miniature.application;

import org.jspecify.annotations.Nullable;

final class HomesickUseCase {
  @Nullable String home() {
    return System.getenv("HOME");
  }
}
