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

/** Counts what became of callers' tokens; there is a counter for each reason to refuse one. */
public final class TokenVerifications implements TokenListener {
  /** All reasons, in the order in which a token is looked at. */
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

  /** How many tokens were accepted. */
  long acceptedSoFar() {
    return accepted.sum();
  }

  /** How many tokens were refused for a reason. */
  long refusedSoFar(TokenRefusal reason) {
    return counter(reason).sum();
  }

  /** How many tokens were refused, by the reason's code; reasons that never were one are absent. */
  SortedMap<String, Long> refusals() {
    SortedMap<String, Long> counts = new TreeMap<>();
    refused.forEach((reason, counter) -> counts.put(reason.code(), counter.sum()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** Says in the log what was refused, if anything was. */
  public void log() {
    SortedMap<String, Long> refusals = refusals();
    if (!refusals.isEmpty()) {
      LOG.log(Level.INFO, "Tokens refused, by reason: {0}", refusals);
    }
  }
}
