package com.example.demo.adapter.memory;

import com.example.demo.domain.KeepOutcome;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome;
import com.example.demo.domain.port.Notes;
import dev.gatehouse.domain.Subject;
import java.util.HashMap;
import java.util.Map;

/** Stores notes in memory. */
public final class InMemoryNotes implements Notes {
  private final Map<Subject, Note> notes = new HashMap<>();
  private final int most;

  /**
   * Creates an empty store.
   *
   * @param most the maximum number of notes; positive
   */
  public InMemoryNotes(int most) {
    this.most = most;
  }

  @Override
  public synchronized KeepOutcome keep(Subject owner, Note note) {
    if (notes.size() >= most && !notes.containsKey(owner)) {
      return new KeepOutcome.NoRoom();
    }
    notes.put(owner, note);
    return new KeepOutcome.Kept();
  }

  @Override
  public synchronized ReadOutcome of(Subject owner) {
    Note note = notes.get(owner);
    return note == null ? new ReadOutcome.NoNote() : new ReadOutcome.Found(note);
  }

  @Override
  public synchronized void forget(Subject owner) {
    notes.remove(owner);
  }
}
