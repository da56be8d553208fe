package com.example.demo.application;

import com.example.demo.domain.KeepOutcome;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome;
import com.example.demo.domain.port.Notes;
import com.example.demo.domain.usecase.NoteKeeping;
import dev.gatehouse.domain.Subject;

/** Stores and reads notes. A use case says what happens in which order. */
public final class NoteKeepingUseCase implements NoteKeeping {
  private final Notes notes;

  /** Creates the use case. */
  public NoteKeepingUseCase(Notes notes) {
    this.notes = notes;
  }

  @Override
  public KeepOutcome keep(Subject me, Note note) {
    return notes.keep(me, note);
  }

  @Override
  public ReadOutcome read(Subject me) {
    return notes.of(me);
  }

  @Override
  public void forget(Subject former) {
    notes.forget(former);
  }
}
