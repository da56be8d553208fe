package dev.gatehouse.bootstrap.metrics;

import dev.gatehouse.adapter.http.TokenListener;
import dev.gatehouse.domain.token.TokenRefusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts accepted and refused tokens, with a counter for each reason. */
public final class TokenVerifications implements TokenListener {
  /** All reasons, in the order of the checks. */
  public static final List<TokenRefusal> REASONS =
      Stream.of(TokenRefusal.class.getPermittedSubclasses())
          .flatMap(group -> Stream.of(group.getEnumConstants()))
          .map(TokenRefusal.class::cast)
          .toList();

  private static final Logger LOG = System.getLogger(TokenVerifications.class.getName());

  private final LongAdder accepted = new LongAdder();
  private final Map<TokenRefusal, LongAdder> refused = counters();

  private static SequencedMap<TokenRefusal, LongAdder> counters() {
    SequencedMap<TokenRefusal, LongAdder> counters = new LinkedHashMap<>();
    REASONS.forEach(reason -> counters.put(reason, new LongAdder()));
    return counters;
  }

  @Override
  public void onAccepted() {
    accepted.increment();
  }

  @Override
  public void onRefused(TokenRefusal reason) {
    counter(reason).increment();
  }

  private LongAdder counter(TokenRefusal reason) {
    return Objects.requireNonNull(refused.get(reason), reason.code());
  }

  /** Returns how many tokens were accepted. */
  long acceptedSoFar() {
    return accepted.sum();
  }

  /** Returns how many tokens were refused for a reason. */
  long refusedSoFar(TokenRefusal reason) {
    return counter(reason).sum();
  }

  /**
   * Returns how many tokens were refused, by the code of the reason. Reasons that did not occur are
   * left out.
   */
  SortedMap<String, Long> refusals() {
    SortedMap<String, Long> counts = new TreeMap<>();
    refused.forEach((reason, counter) -> counts.put(reason.code(), counter.sum()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** Logs how many tokens were refused, if any. */
  public void log() {
    SortedMap<String, Long> refusals = refusals();
    if (!refusals.isEmpty()) {
      LOG.log(Level.INFO, "Tokens refused, by reason: {0}", refusals);
    }
  }
}
