package com.example.demo.domain.port;

import com.example.demo.domain.KeepOutcome;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome;
import dev.gatehouse.domain.Subject;

/**
 * Keeps one note for each user.
 *
 * <p>Implementations are safe for use by many threads at once. What each method promises is shown
 * by {@code NotesContract}.
 */
public interface Notes {
  /** Keeps a user's note in place of the former one. */
  KeepOutcome keep(Subject owner, Note note);

  /** Reads a user's note. */
  ReadOutcome of(Subject owner);

  /** Forgets a user's note, if there is one. */
  void forget(Subject owner);
}
