package com.example.demo.domain.usecase;

import com.example.demo.domain.KeepOutcome;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome;
import dev.gatehouse.domain.Subject;

/** Stores and reads the notes of users. */
public interface NoteKeeping {
  /** Stores the user's note; replaces the old one. */
  KeepOutcome keep(Subject me, Note note);

  /** Reads the user's note. */
  ReadOutcome read(Subject me);

  /** Deletes the note of a user whose account was deleted. */
  void forget(Subject former);
}
