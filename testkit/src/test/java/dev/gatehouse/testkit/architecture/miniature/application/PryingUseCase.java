package dev.gatehouse.testkit.architecture.miniature.application;

import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;

final class PryingUseCase {
  int lengthOf(DoorCode code) {
    return code.reveal().length();
  }
}
