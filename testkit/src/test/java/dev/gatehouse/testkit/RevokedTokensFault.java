package dev.gatehouse.testkit;

import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenOrigin;
import dev.gatehouse.domain.VerifiedClaims;
import dev.gatehouse.domain.port.RevokedTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the memory of revoked tokens, and the tests that show it. */
@SuppressWarnings("ImmutableEnumChecker") // The field's type can't say that nothing changes.
enum RevokedTokensFault {
  NONE(Model::new),

  REVOKES_EVERYTHING(
      clock ->
          new Model(clock) {
            @Override
            public boolean contains(VerifiedClaims claims) {
              return true;
            }
          },
      "nothing_is_revoked_at_first",
      "tokens_of_a_revoked_login_are_contained",
      "token_without_origin_belongs_to_no_login",
      "tokens_issued_before_the_time_are_contained"),

  FORGETS_LOGINS(
      clock ->
          new Model(clock) {
            @Override
            public void revoke(TokenOrigin origin, Instant until) {}
          },
      "tokens_of_a_revoked_login_are_contained",
      "revocation_lasts_until_its_end"),

  TAKES_ALL_TOKENS_WITHOUT_ORIGIN_FOR_REVOKED(
      clock ->
          new Model(clock) {
            @Override
            boolean isRevoked(@Nullable Object whose, Instant issuedAt) {
              return whose == null ? holdsAny() : super.isRevoked(whose, issuedAt);
            }
          },
      "token_without_origin_belongs_to_no_login"),

  TAKES_THE_TIME_FOR_INCLUSIVE(
      clock ->
          new Model(clock) {
            @Override
            public void revokeIssuedBefore(Subject subject, Instant time, Instant until) {
              super.revokeIssuedBefore(subject, time.plusNanos(1), until);
            }
          },
      "tokens_issued_before_the_time_are_contained"),

  CONFUSES_USERS(
      clock ->
          new Model(clock) {
            @Override
            boolean isRevoked(@Nullable Object whose, Instant issuedAt) {
              return super.isRevoked(
                  whose instanceof Subject ? new Subject("alice") : whose, issuedAt);
            }

            @Override
            public void revokeIssuedBefore(Subject subject, Instant time, Instant until) {
              super.revokeIssuedBefore(new Subject("alice"), time, until);
            }
          },
      "tokens_issued_before_the_time_are_contained"),

  LETS_THE_LAST_TIME_WIN(
      clock ->
          new Model(clock) {
            @Override
            void put(Object whose, Entry entry) {
              replace(whose, entry);
            }
          },
      "earlier_time_takes_nothing_back"),

  FORGETS_EARLY(
      clock -> new Model(() -> clock.instant().plus(Duration.ofMillis(1))),
      "revocation_lasts_until_its_end");

  private final Function<InstantSource, RevokedTokens> revokedTokens;
  private final Set<String> brokenTests;

  RevokedTokensFault(Function<InstantSource, RevokedTokens> revokedTokens, String... brokenTests) {
    this.revokedTokens = revokedTokens;
    this.brokenTests = Set.of(brokenTests);
  }

  RevokedTokens revokedTokens(InstantSource clock) {
    return revokedTokens.apply(clock);
  }

  /** The tests that fail because of this fault; all others pass. */
  Set<String> brokenTests() {
    return brokenTests;
  }

  /** A correct one without bound; a faulty one overrides a step. */
  private static class Model implements RevokedTokens {
    private final InstantSource clock;
    private final Map<Object, Entry> entries = new HashMap<>();

    record Entry(Instant issuedBefore, Instant until) {
      Entry and(Entry other) {
        return new Entry(
            issuedBefore.isAfter(other.issuedBefore) ? issuedBefore : other.issuedBefore,
            until.isAfter(other.until) ? until : other.until);
      }
    }

    Model(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public void revoke(TokenOrigin origin, Instant until) {
      put(origin, new Entry(Instant.MAX, until));
    }

    @Override
    public void revokeIssuedBefore(Subject subject, Instant time, Instant until) {
      put(subject, new Entry(time, until));
    }

    @Override
    public boolean contains(VerifiedClaims claims) {
      return isRevoked(claims.origin(), claims.issuedAt())
          || isRevoked(claims.identity().subject(), claims.issuedAt());
    }

    void put(Object whose, Entry entry) {
      entries.merge(whose, entry, Entry::and);
    }

    final void replace(Object whose, Entry entry) {
      entries.put(whose, entry);
    }

    final boolean holdsAny() {
      return !entries.isEmpty();
    }

    boolean isRevoked(@Nullable Object whose, Instant issuedAt) {
      Entry entry = entries.get(whose);
      return entry != null
          && issuedAt.isBefore(entry.issuedBefore())
          && clock.instant().isBefore(entry.until());
    }
  }
}
