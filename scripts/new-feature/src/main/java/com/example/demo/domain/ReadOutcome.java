package com.example.demo.domain;

/** What comes of reading a note. */
public sealed interface ReadOutcome {
  /** Here it is. */
  record Found(Note note) implements ReadOutcome {}

  /** The user has left none. */
  record NoNote() implements ReadOutcome {}
}
