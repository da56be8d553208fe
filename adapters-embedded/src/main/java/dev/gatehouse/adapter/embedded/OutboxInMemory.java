package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.ConfirmationCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An outbox that lasts as long as the provider, for tests. */
final class OutboxInMemory implements Outbox {
  private final List<CodeMessage> sent = new ArrayList<>();

  @Override
  public synchronized void add(CodeMessage code) {
    prune(code.at());
    sent.add(code);
  }

  @Override
  public synchronized void prune(Instant now) {
    sent.removeIf(code -> !code.expiresAt().isAfter(now));
  }

  @Override
  public synchronized @Nullable ConfirmationCode newest(
      Predicate<CodeMessage> wanted, Instant now) {
    prune(now);
    return sent.reversed().stream().filter(wanted).map(CodeMessage::code).findFirst().orElse(null);
  }
}
