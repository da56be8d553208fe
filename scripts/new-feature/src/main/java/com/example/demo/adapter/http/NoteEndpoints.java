package com.example.demo.adapter.http;

import com.example.demo.domain.KeepOutcome.Kept;
import com.example.demo.domain.KeepOutcome.NoRoom;
import com.example.demo.domain.Note;
import com.example.demo.domain.ReadOutcome.Found;
import com.example.demo.domain.ReadOutcome.NoNote;
import com.example.demo.domain.usecase.NoteKeeping;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.limit.Limit;
import java.util.List;

/** The endpoints of the notes. */
public final class NoteEndpoints {
  private static final String NOTE = "/demo/note";
  private static final Field<Note> TEXT = Field.text("text", Note.MAX_LENGTH, Note::violations, Note::new);
  private static final RouteLimits LIMITS =
      new RouteLimits.PerAddress(Limit.REQUESTS_PER_ADDRESS);

  private final NoteKeeping notes;

  /** Creates the endpoints. */
  public NoteEndpoints(NoteKeeping notes) {
    this.notes = notes;
  }

  /** Returns the routes of the feature. */
  public List<Route> routes() {
    return List.of(
        new Route.Authenticated(HttpMethod.PUT, NOTE, LIMITS, this::keep),
        new Route.Authenticated(HttpMethod.GET, NOTE, LIMITS, this::read));
  }

  private Response keep(Request request, Identity caller) {
    return switch (notes.keep(caller.subject(), request.body(TEXT).get(TEXT))) {
      case Kept() -> Response.empty(204);
      case NoRoom() ->
          Response.problem(503, "no_room", "No room", "The store for notes is full.");
    };
  }

  private Response read(Request request, Identity caller) {
    return switch (notes.read(caller.subject())) {
      case Found(var note) -> Response.json(200, Response.object().put("text", note.text()));
      case NoNote() -> Response.problem(Problem.NOT_FOUND);
    };
  }
}
