package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.JwksTokenVerifier;
import dev.gatehouse.adapter.jwt.ManualTimer;
import dev.gatehouse.adapter.jwt.TrustedIssuer;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerificationOutcome.Refused;
import dev.gatehouse.domain.token.VerificationOutcome.Verified;
import dev.gatehouse.testkit.TokenMint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Compares the verifier with a model, for any sequence of changes to a key set. */
final class KeySetPropertyTest {
  private static final String ISSUER = "https://issuer";
  private static final String CLIENT = "client";
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  /**
   * Keys that share ids. A token signed with one of them must not be accepted for another with the
   * same id.
   */
  private static final List<Key> KEYS =
      List.of(key("key-1"), key("key-1"), key("key-2"), key("key-2"), key("key-3"));

  private static final Instant EXPIRY = ManualTimer.START.plusSeconds(3600);
  private static final Key STRANGER = key("stranger");

  private record Key(String id, TokenMint mint, BearerToken token) {}

  /** The events. */
  sealed interface Step {
    /**
     * The source publishes this set from now on. Of several keys with one id, the last one counts.
     */
    record Publish(Set<Integer> keys) implements Step {}

    /** The source publishes a document without usable keys. */
    record PublishJunk(String document) implements Step {}

    /** The source is unreachable and throws this exception. */
    record GoDown(String how) implements Step {}

    /** Time passes without a refresh. */
    record Pass(int seconds) implements Step {}

    /** Time passes until the next refresh in the background, which runs. */
    record Refresh() implements Step {}

    /** A token signed with one of the keys is verified. */
    record Show(int key) implements Step {}

    /** A token with an unknown key id is verified. */
    record ShowStranger() implements Step {}
  }

  @Property
  void key_lifetime_matches_the_model(@ForAll("steps") List<Step> steps) {
    Model model = new Model();
    try (JwksTokenVerifier verifier =
        new JwksTokenVerifier(
            List.of(new TrustedIssuer(ISSUER, Set.of(CLIENT), model::fetch, INTERVAL)),
            new VerifierSettings(Duration.ofSeconds(5), 3),
            model.timer,
            new Random(steps.hashCode()),
            model.timer)) {
      assertThat(model.fetches).isZero();
      for (Step step : steps) {
        model.takes(step, verifier);
        assertThat(verifier.isReady()).isEqualTo(!model.known.isEmpty());
        assertThat(model.fetches).isEqualTo(model.refreshes + model.seeks);
      }
      model.assertEveryToken(verifier);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> publish =
        Arbitraries.integers()
            .between(0, KEYS.size() - 1)
            .set()
            .ofMinSize(1)
            .map(Step.Publish::new);
    Arbitrary<Step> junk =
        Arbitraries.of("", "junk", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"RSA\"}]}")
            .map(Step.PublishJunk::new);
    Arbitrary<Step> down =
        Arbitraries.of("checked", "unchecked", "assertion", "memory", "linkage")
            .map(Step.GoDown::new);
    Arbitrary<Step> pass = Arbitraries.integers().between(1, 12).map(Step.Pass::new);
    Arbitrary<Step> show = Arbitraries.integers().between(0, KEYS.size() - 1).map(Step.Show::new);
    return Arbitraries.frequencyOf(
            Tuple.of(3, publish),
            Tuple.of(1, junk),
            Tuple.of(1, down),
            Tuple.of(2, pass),
            Tuple.of(3, Arbitraries.just(new Step.Refresh())),
            Tuple.of(8, show),
            Tuple.of(1, Arbitraries.just(new Step.ShowStranger())))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static String failing(String how) throws IOException {
    switch (how) {
      case "unchecked" -> throw new IllegalStateException(how);
      case "assertion" -> throw new AssertionError(how);
      case "memory" -> throw new OutOfMemoryError(how);
      case "linkage" -> throw new LinkageError(how);
      default -> throw new IOException(how);
    }
  }

  /** The model: the source, and the keys that the verifier must know. */
  private static final class Model {
    final ManualTimer timer = new ManualTimer();

    /** The known keys by id; empty until the first successful fetch. */
    Map<String, Key> known = Map.of();

    int fetches;
    int refreshes;
    int seeks;
    private @Nullable Instant lastSeek;

    /** The published keys; null if the document is not a key set. */
    private @Nullable Map<String, Key> published;

    private KeySetSource source = () -> "";

    String fetch() throws IOException {
      fetches++;
      return source.fetch();
    }

    void takes(Step step, JwksTokenVerifier verifier) {
      switch (step) {
        case Step.Publish(var keys) -> {
          Map<String, Key> set = new HashMap<>();
          keys.forEach(key -> set.put(KEYS.get(key).id(), KEYS.get(key)));
          published = set;
          source =
              () ->
                  set.values().stream()
                      .map(key -> TokenMint.json(key.mint().publicKey()))
                      .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        }
        case Step.PublishJunk(var document) -> {
          published = null;
          source = () -> document;
        }
        case Step.GoDown(var how) -> {
          published = null;
          source = () -> failing(how);
        }
        case Step.Pass(var seconds) -> timer.passes(Duration.ofSeconds(seconds));
        case Step.Refresh() -> {
          timer.runNext();
          refreshes++;
          obtains();
        }
        case Step.Show(var key) -> assertOutcome(verifier, KEYS.get(key));
        case Step.ShowStranger() -> assertOutcome(verifier, STRANGER);
      }
    }

    private void obtains() {
      known = published == null ? known : published;
    }

    void assertEveryToken(JwksTokenVerifier verifier) {
      KEYS.forEach(key -> assertOutcome(verifier, key));
    }

    private void assertOutcome(JwksTokenVerifier verifier, Key key) {
      Instant now = timer.instant();
      if (!known.containsKey(key.id())
          && (lastSeek == null || !now.isBefore(lastSeek.plus(KeySet.COOL_DOWN)))) {
        lastSeek = now;
        seeks++;
        obtains();
      }
      assertThat(outcome(verifier, key.token())).isEqualTo(expected(key));
    }

    private String expected(Key key) {
      if (known.isEmpty()) {
        return "unavailable";
      }
      Key namesake = known.get(key.id());
      if (namesake == null) {
        return TokenRefusal.Key.UNKNOWN_KEY.code();
      }
      if (!namesake.token().equals(key.token())) {
        return TokenRefusal.Key.BAD_SIGNATURE.code();
      }
      return timer.instant().isBefore(EXPIRY.plusSeconds(5))
          ? "verified"
          : TokenRefusal.Claim.EXPIRED.code();
    }

    private static String outcome(JwksTokenVerifier verifier, BearerToken token) {
      try {
        VerificationOutcome outcome = verifier.verify(token, Set.of(TokenUse.ID));
        return switch (outcome) {
          case Verified _ -> "verified";
          case Refused(var reason) -> reason.code();
        };
      } catch (IdentityProviderUnavailableException _) {
        return "unavailable";
      }
    }
  }

  private static Key key(String id) {
    TokenMint mint = new TokenMint(ISSUER, id);
    return new Key(id, mint, mint.token(mint.idClaims(CLIENT, ManualTimer.START)));
  }
}
