package com.example.demo.bootstrap;

import com.example.demo.adapter.http.NoteEndpoints;
import com.example.demo.adapter.memory.InMemoryNotes;
import com.example.demo.application.NoteKeepingUseCase;
import com.example.demo.domain.usecase.NoteKeeping;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import java.net.URL;
import java.util.List;
import java.util.Objects;

/** Wires the feature: settings, adapters and use cases. */
public final class DemoFeature implements Feature {
  private static final Setting<Integer> MOST_NOTES =
      Setting.number(
          "DEMO_MOST_NOTES", 10_000, 1, 1_000_000, "the number of notes that are kept");

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(MOST_NOTES);
  }

  @Override
  public RunningFeature start(FeatureContext context) {
    int most = context.settings().get(MOST_NOTES);
    return new Running(new NoteKeepingUseCase(new InMemoryNotes(most)));
  }

  private record Running(NoteKeeping notes) implements RunningFeature {
    @Override
    public List<Route> routes() {
      return new NoteEndpoints(notes).routes();
    }

    @Override
    public URL apiDocument() {
      return Objects.requireNonNull(NoteEndpoints.class.getResource("openapi.yaml"));
    }

    @Override
    public void onUserEvent(UserEvent event) {
      if (event instanceof UserDeleted(var subject)) {
        notes.forget(subject);
      }
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
