package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.jwt.VerifiedTokenCache.Entry;
import dev.gatehouse.adapter.jwt.VerifiedTokenCache.Fingerprint;
import dev.gatehouse.adapter.jwt.key.KeySet;
import dev.gatehouse.adapter.jwt.key.KeySetDocument;
import dev.gatehouse.adapter.jwt.key.SignatureProvider;
import dev.gatehouse.adapter.jwt.key.VerificationKey;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.testkit.TokenMint;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerifiedTokenCacheTest {
  private static final int SIZE = 100;

  private final VerifiedTokenCache cache = new VerifiedTokenCache(SIZE);
  private final Entry entry = entry(970);

  @Test
  void cached_entry_is_found() {
    assertThat(cache.get(fingerprint("token"))).isNull();

    cache.put(fingerprint("token"), entry);

    assertThat(cache.get(fingerprint("token"))).isSameAs(entry);
    assertThat(cache.get(fingerprint("tokem"))).isNull();
  }

  @Test
  void cache_does_not_exceed_its_size() {
    for (int i = 0; i < 100 * SIZE; i++) {
      cache.put(fingerprint("token " + i), entry);
    }

    int found = 0;
    for (int i = 0; i < 100 * SIZE; i++) {
      found += cache.get(fingerprint("token " + i)) == null ? 0 : 1;
    }
    assertThat(found).isBetween(1, SIZE);
  }

  @Test
  void long_tokens_take_the_place_of_several() {
    Entry longOne = entry(20 * 1024);
    for (int i = 0; i < SIZE; i++) {
      cache.put(fingerprint("token " + i), longOne);
    }

    assertThat(cache.state().tokens()).isBetween(1L, SIZE / 10L);
  }

  @Test
  void fingerprint_contains_the_full_sha_256_hash() {
    // The four numbers are SHA-256("abc"), FIPS 180-2, appendix B.1.
    assertThat(fingerprint("abc"))
        .isEqualTo(
            new Fingerprint(
                0xba7816bf8f01cfeaL,
                0x414140de5dae2223L,
                0xb00361a396177a9cL,
                0xb410ff61f20015adL));
    Set<Fingerprint> different = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      different.add(fingerprint("token " + i));
    }
    assertThat(different).hasSize(1000);
  }

  private Fingerprint fingerprint(String token) {
    return cache.fingerprint(token.getBytes(StandardCharsets.US_ASCII));
  }

  private static Entry entry(int length) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Identity identity = new Identity(new Subject("1"), new Username("Alice"), null, Set.of());
    TokenMint mint = new TokenMint("https://issuer", "key");
    try {
      return new Entry(
          new VerifiedClaims(identity, TokenUse.ID, null, now, null, now.plusSeconds(3600)),
          new VerificationKey(
              "key",
              KeySetDocument.read(mint.keySet()).values().iterator().next(),
              SignatureProvider.fastest()),
          new KeySet(mint::keySet, SignatureProvider.fastest(), () -> 0, () -> now),
          length);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
