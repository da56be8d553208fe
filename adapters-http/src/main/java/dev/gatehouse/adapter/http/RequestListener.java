package dev.gatehouse.adapter.http;

import java.time.Duration;

/** Hears of every request that the server has answered, whoever answered it: for figures. */
@FunctionalInterface
public interface RequestListener {
  /** The route of a request that matches none, or that never came so far. */
  String NO_ROUTE = "none";

  /** The method of a request that is none of HTTP's usual ones. */
  String OTHER_METHOD = "OTHER";

  /**
   * A request was answered, or could not be; called once for each, on any thread.
   *
   * <p>Of methods and routes there are no more than the server has, whatever clients send.
   *
   * @param method such as {@code GET}, or {@link #OTHER_METHOD}
   * @param route the path as the route has it, such as {@code /people/{sub}}, or {@link #NO_ROUTE}
   * @param status the HTTP status that was sent
   * @param took from the end of the request's headers to the end of the answer; zero where the
   *     headers were refused
   */
  void onResponse(String method, String route, int status, Duration took);
}
