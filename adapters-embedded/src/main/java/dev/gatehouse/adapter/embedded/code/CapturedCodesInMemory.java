package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.domain.account.ConfirmationCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Captured codes in memory, for tests. */
public final class CapturedCodesInMemory implements CapturedCodes {
  private final List<CodeMessage> sent = new ArrayList<>();

  @Override
  public synchronized void add(CodeMessage code) {
    removeExpired(code.at());
    sent.add(code);
  }

  @Override
  public void addNothing() {
    // Nothing to wait for: memory is not slow.
  }

  @Override
  public synchronized void removeExpired(Instant now) {
    sent.removeIf(code -> !code.expiresAt().isAfter(now));
  }

  @Override
  public synchronized @Nullable ConfirmationCode findNewest(
      Predicate<CodeMessage> wanted, Instant now) {
    removeExpired(now);
    return sent.reversed().stream().filter(wanted).map(CodeMessage::code).findFirst().orElse(null);
  }
}
