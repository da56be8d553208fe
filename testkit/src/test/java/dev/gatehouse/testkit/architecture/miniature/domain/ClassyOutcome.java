package dev.gatehouse.testkit.architecture.miniature.domain;

sealed interface ClassyOutcome {
  final class Done implements ClassyOutcome {}
}
