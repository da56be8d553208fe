package com.example.demo.domain.usecase;

import com.example.demo.domain.KeepOutcome;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome;
import dev.gatehouse.domain.Subject;

/** Users leave a note for themselves, read it, and go. */
public interface NoteKeeping {
  /** Keeps my note in place of the former one. */
  KeepOutcome keep(Subject me, Note note);

  /** Reads my note. */
  ReadOutcome read(Subject me);

  /** Forgets someone whose account was deleted. */
  void forget(Subject former);
}
