package com.acme.orchard.domain;

sealed interface ClassyOutcome {
  final class Found implements ClassyOutcome {}
}
