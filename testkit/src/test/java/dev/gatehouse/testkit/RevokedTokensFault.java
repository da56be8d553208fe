package dev.gatehouse.testkit;

import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The faults of a store of revoked tokens, with the contract tests that detect them. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable.
enum RevokedTokensFault implements Fault {
  NONE,
  REVOKES_EVERYTHING(
      "nothing_is_revoked_at_first",
      "revocation_lasts_until_all_tokens_have_expired",
      "token_without_session_survives_session_revocation",
      "tokens_issued_before_the_revocation_time_are_revoked",
      "tokens_of_a_revoked_session_are_revoked",
      "turned_clock_does_not_move_a_revocation"),
  FORGETS_SESSIONS(
      "revocation_lasts_until_all_tokens_have_expired",
      "tokens_of_a_revoked_session_are_revoked",
      "turned_clock_does_not_move_a_revocation",
      "turned_clock_does_not_shorten_a_revocation"),
  TAKES_ALL_TOKENS_WITHOUT_SESSION_FOR_REVOKED("token_without_session_survives_session_revocation"),
  TAKES_THE_TIME_FOR_INCLUSIVE(
      "tokens_issued_before_the_revocation_time_are_revoked",
      "turned_clock_does_not_move_a_revocation"),
  CONFUSES_USERS("tokens_issued_before_the_revocation_time_are_revoked"),
  LETS_THE_LAST_TIME_WIN("earlier_time_does_not_undo_a_revocation"),
  FORGETS_EARLY("revocation_lasts_until_all_tokens_have_expired"),
  FORGETS_NOTHING("revocation_lasts_until_all_tokens_have_expired"),
  COMPARES_WITH_THE_CLOCK_OF_THE_REVOCATION("turned_clock_does_not_move_a_revocation"),
  MEASURES_WITH_THE_CLOCK("turned_clock_does_not_shorten_a_revocation");

  private final Set<String> brokenTests;

  RevokedTokensFault(String... brokenTests) {
    this.brokenTests = Set.of(brokenTests);
  }

  @Override
  public Set<String> brokenTests() {
    return brokenTests;
  }

  RevokedTokens revokedTokens(InstantSource clock, Ticker ticker) {
    return new Model(this, clock, ticker);
  }

  /** A store without a memory bound. */
  private record Model(
      RevokedTokensFault fault, InstantSource clock, Ticker ticker, Map<Record, Entry> entries)
      implements RevokedTokens {
    Model(RevokedTokensFault fault, InstantSource clock, Ticker ticker) {
      this(fault, clock, ticker, new HashMap<>());
    }

    /** A revocation in the time of the ticker, until a time of the ticker. */
    record Entry(Instant issuedBefore, Instant until) {}

    private Instant now() {
      return fault == MEASURES_WITH_THE_CLOCK
          ? clock.instant()
          : Instant.EPOCH.plusNanos(ticker.nanoTime());
    }

    /** Converts a time of the clock to the time of the ticker. */
    private Instant converted(Instant time) {
      return fault == COMPARES_WITH_THE_CLOCK_OF_THE_REVOCATION || time.equals(Instant.MAX)
          ? time
          : time.minus(
              Duration.between(Instant.EPOCH.plusNanos(ticker.nanoTime()), clock.instant()));
    }

    @Override
    public void revoke(SessionId session) {
      if (fault != FORGETS_SESSIONS) {
        put(session, Instant.MAX);
      }
    }

    @Override
    public void revokeIssuedBefore(Subject subject, Instant time) {
      put(
          key(subject),
          converted(fault == TAKES_THE_TIME_FOR_INCLUSIVE ? time.plusNanos(1) : time));
    }

    private Subject key(Subject subject) {
      return fault == CONFUSES_USERS ? new Subject("anybody") : subject;
    }

    private void put(Record whose, Instant time) {
      Instant kept =
          switch (fault) {
            case FORGETS_EARLY -> now().plus(KEPT).minusMillis(1);
            case FORGETS_NOTHING -> Instant.MAX;
            default -> now().plus(KEPT);
          };
      entries.merge(
          whose,
          new Entry(time, kept),
          (before, later) ->
              fault == LETS_THE_LAST_TIME_WIN || time.isAfter(before.issuedBefore())
                  ? later
                  : new Entry(before.issuedBefore(), kept));
    }

    @Override
    public boolean contains(VerifiedClaims claims) {
      return fault == REVOKES_EVERYTHING
          || isRevoked(claims.session(), claims.issuedAt())
          || isRevoked(key(claims.identity().subject()), claims.issuedAt());
    }

    private boolean isRevoked(@Nullable Record whose, Instant issuedAt) {
      if (whose == null) {
        return fault == TAKES_ALL_TOKENS_WITHOUT_SESSION_FOR_REVOKED && !entries.isEmpty();
      }
      Entry entry = entries.get(whose);
      return entry != null
          && converted(issuedAt).isBefore(entry.issuedBefore())
          && now().isBefore(entry.until());
    }
  }
}
