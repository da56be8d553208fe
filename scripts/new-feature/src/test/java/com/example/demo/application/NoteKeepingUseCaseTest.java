package com.example.demo.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.demo.domain.KeepOutcome;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome;
import com.example.demo.domain.port.Notes;
import dev.gatehouse.domain.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoteKeepingUseCaseTest {
  private static final Subject ALICE = new Subject("alice");

  /** Records its calls. */
  private static final class Diary implements Notes {
    private final List<String> asked = new ArrayList<>();

    @Override
    public KeepOutcome keep(Subject owner, Note note) {
      asked.add("keep " + note.text());
      return new KeepOutcome.Kept();
    }

    @Override
    public ReadOutcome of(Subject owner) {
      asked.add("of " + owner.value());
      return new ReadOutcome.NoNote();
    }

    @Override
    public void forget(Subject owner) {
      asked.add("forget " + owner.value());
    }
  }

  @Test
  void notes_are_kept_read_and_forgotten() {
    Diary diary = new Diary();
    NoteKeepingUseCase keeping = new NoteKeepingUseCase(diary);

    assertThat(keeping.keep(ALICE, new Note("milk"))).isEqualTo(new KeepOutcome.Kept());
    assertThat(keeping.read(ALICE)).isEqualTo(new ReadOutcome.NoNote());
    keeping.forget(ALICE);

    assertThat(diary.asked).containsExactly("keep milk", "of alice", "forget alice");
  }
}
