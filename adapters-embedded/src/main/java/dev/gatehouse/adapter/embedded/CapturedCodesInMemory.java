package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.ConfirmationCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Captured codes that last as long as the provider, for tests. */
final class CapturedCodesInMemory implements CapturedCodes {
  private final List<CapturedCode> sent = new ArrayList<>();

  @Override
  public synchronized void add(CapturedCode code) {
    removeExpired(code.at());
    sent.add(code);
  }

  @Override
  public synchronized void removeExpired(Instant now) {
    sent.removeIf(code -> !code.expiresAt().isAfter(now));
  }

  @Override
  public synchronized @Nullable ConfirmationCode findNewest(
      Predicate<CapturedCode> wanted, Instant now) {
    removeExpired(now);
    return sent.reversed().stream().filter(wanted).map(CapturedCode::code).findFirst().orElse(null);
  }
}
