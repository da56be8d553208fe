package com.example.demo.domain.port;

import com.example.demo.domain.KeepOutcome;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome;
import dev.gatehouse.domain.Subject;

/**
 * Stores one note for each user.
 *
 * <p>Implementations are thread-safe. {@code NotesContract} tests what each method promises.
 */
public interface Notes {
  /** Stores a user's note; replaces the old one. */
  KeepOutcome keep(Subject owner, Note note);

  /** Returns a user's note. */
  ReadOutcome of(Subject owner);

  /** Deletes a user's note, if there is one. */
  void forget(Subject owner);
}
