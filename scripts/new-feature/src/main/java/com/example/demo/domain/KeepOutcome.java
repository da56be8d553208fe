package com.example.demo.domain;

/** What comes of keeping a note. */
public sealed interface KeepOutcome {
  /** The note is kept; it has replaced the former one. */
  record Kept() implements KeepOutcome {}

  /** There is no room for the note of another user. */
  record NoRoom() implements KeepOutcome {}
}
