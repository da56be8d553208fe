package dev.gatehouse.adapter.http;

import java.time.Duration;

/** Is notified of every request that the server has answered, for metrics. */
@FunctionalInterface
public interface RequestListener {
  /** Ignores all requests. */
  RequestListener NONE = (_, _, _, _) -> {};

  /** The route of a request that matches no route or was refused before routing. */
  String NO_ROUTE = "none";

  /** The method of a request with an unusual method. */
  String OTHER_METHOD = "OTHER";

  /**
   * A request has ended. Called once for each request, on any thread.
   *
   * <p>The number of different methods and routes is limited, whatever clients send.
   *
   * @param method the method, such as {@code GET}, or {@link #OTHER_METHOD}
   * @param route the path of the route, such as {@code /people/{sub}}, or {@link #NO_ROUTE}
   * @param status the HTTP status that was sent
   * @param took the time from the end of the request's headers to the end of the response; zero if
   *     the headers were refused
   */
  void onResponse(String method, String route, int status, Duration took);
}
