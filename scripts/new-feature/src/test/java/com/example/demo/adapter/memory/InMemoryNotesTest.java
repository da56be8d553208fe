package com.example.demo.adapter.memory;

import com.example.demo.NotesContract;
import com.example.demo.domain.port.Notes;

final class InMemoryNotesTest extends NotesContract {
  @Override
  protected Notes notes() {
    return new InMemoryNotes(2);
  }
}
