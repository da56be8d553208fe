package com.example.demo.domain;

/** The result of storing a note. */
public sealed interface KeepOutcome {
  /** The note is stored and replaces the old one. */
  record Kept() implements KeepOutcome {}

  /** The store is full. */
  record NoRoom() implements KeepOutcome {}
}
