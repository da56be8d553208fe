package dev.gatehouse.adapter.http.message;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Creates request ids: a random part for the process and a number for the request. */
public final class RequestIds {
  private final String process;
  private final AtomicLong requests = new AtomicLong();

  public RequestIds(RandomGenerator random) {
    process = HexFormat.of().toHexDigits(random.nextLong(), 10) + "-";
  }

  public String next() {
    return process + requests.incrementAndGet();
  }
}
