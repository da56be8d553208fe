package com.acme.orchard.domain;

public sealed interface PickingOutcome {
  record Picked(Apple apple) implements PickingOutcome {}

  record Bare() implements PickingOutcome {}
}
