package dev.gatehouse.testkit.architecture.miniature.domain;

import java.util.Optional;

sealed interface ThrownOutcome {
  record Failed(Optional<Exception> cause) implements ThrownOutcome {}
}
