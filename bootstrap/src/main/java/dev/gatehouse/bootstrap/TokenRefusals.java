package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.http.TokenRefusalListener;
import dev.gatehouse.domain.TokenRefusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts refused tokens by reason; there are as many counters as reasons. */
final class TokenRefusals implements TokenRefusalListener {
  private static final Logger LOG = System.getLogger(TokenRefusals.class.getName());

  private final Map<TokenRefusal, LongAdder> counters = new ConcurrentHashMap<>();

  @Override
  public void refused(TokenRefusal reason) {
    counters.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  /** How many tokens were refused, by the reason's code. */
  SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    counters.forEach((reason, counter) -> counts.put(reason.code(), counter.sum()));
    return counts;
  }

  /** Says in the log what was counted, if anything was. */
  void log() {
    if (!counters.isEmpty()) {
      LOG.log(Level.INFO, "Tokens refused, by reason: {0}", counts());
    }
  }
}
