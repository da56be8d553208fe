package com.example.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.demo.domain.KeepOutcome.Kept;
import com.example.demo.domain.KeepOutcome.NoRoom;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome.Found;
import com.example.demo.domain.ReadOutcome.NoNote;
import com.example.demo.domain.port.Notes;
import dev.gatehouse.domain.Subject;
import org.junit.jupiter.api.Test;

/** The contract of {@link Notes}. Every adapter must pass these tests. */
public abstract class NotesContract {
  private static final Subject ALICE = new Subject("alice");
  private static final Subject BOB = new Subject("bob");
  private static final Subject CAROL = new Subject("carol");
  private static final Note MILK = new Note("milk");
  private static final Note BREAD = new Note("bread");

  /** Returns an empty store with room for two notes. */
  protected abstract Notes notes();

  @Test
  void newest_note_is_kept() {
    Notes notes = notes();
    assertThat(notes.keep(ALICE, MILK)).isEqualTo(new Kept());
    assertThat(notes.keep(ALICE, BREAD)).isEqualTo(new Kept());

    assertThat(notes.of(ALICE)).isEqualTo(new Found(BREAD));
    assertThat(notes.of(BOB)).isEqualTo(new NoNote());
  }

  @Test
  void forgotten_note_makes_room() {
    Notes notes = notes();
    notes.keep(ALICE, MILK);
    notes.keep(BOB, MILK);
    assertThat(notes.keep(CAROL, MILK)).isEqualTo(new NoRoom());

    notes.forget(ALICE);
    notes.forget(ALICE);

    assertThat(notes.of(ALICE)).isEqualTo(new NoNote());
    assertThat(notes.keep(CAROL, MILK)).isEqualTo(new Kept());
  }
}
