package com.example.demo.domain;

/** The result of reading a note. */
public sealed interface ReadOutcome {
  /** The note exists. */
  record Found(Note note) implements ReadOutcome {}

  /** The user has no note. */
  record NoNote() implements ReadOutcome {}
}
