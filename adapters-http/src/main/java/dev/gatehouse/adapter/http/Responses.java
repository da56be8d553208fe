package dev.gatehouse.adapter.http;

import io.javalin.http.Context;
import java.util.function.BiConsumer;

/** Puts an answer on the wire, with the headers that every answer has. */
final class Responses {
  static final String REQUEST_ID = "X-Request-Id";

  private Responses() {}

  /** Tokens and identities are in the answers: nobody stores them or guesses at their type. */
  static void common(BiConsumer<String, String> header) {
    header.accept("Cache-Control", "no-store");
    header.accept("X-Content-Type-Options", "nosniff");
  }

  /**
   * The id that the server has given the request, or a new one where a host application has not.
   */
  static String requestId(Context context, RequestIds requestIds) {
    String given = context.res().getHeader(REQUEST_ID);
    return given == null ? requestIds.next() : given;
  }

  static void send(Context context, Answer answer, String requestId) {
    common(context::header);
    context.header(REQUEST_ID, requestId);
    answer.headers().forEach(context::header);
    context.status(answer.status());
    // Takes back the host's default type, whose charset would else stick to ours.
    context.res().setContentType(null);
    if (answer.body() != null) {
      context.contentType(answer.contentType());
      context.result(answer.bytes(requestId));
    }
  }
}
