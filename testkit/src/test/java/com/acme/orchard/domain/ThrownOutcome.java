package com.acme.orchard.domain;

sealed interface ThrownOutcome {
  record Failed(Exception cause) implements ThrownOutcome {}
}
