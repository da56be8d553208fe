package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.testkit.TokenMint;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySetTest {
  private static final TokenMint MINT = new TokenMint("https://issuer", "key-1");
  private static final TokenMint ROTATED = new TokenMint("https://issuer", "key-2");

  private final AtomicReference<KeySetSource> source = new AtomicReference<>(MINT::keySet);
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final KeySet keys =
      new KeySet(
          () -> {
            fetches.incrementAndGet();
            return source.get().fetch();
          },
          SignatureProvider.fastest(),
          now::get);

  @Test
  void nothing_is_known_before_the_first_fetch() {
    assertThat(keys.isLoaded()).isFalse();
    assertThat(keys.findKnown("key-1")).isNull();
    assertThat(fetches).hasValue(0);
  }

  @Test
  void fetched_key_is_known() {
    assertThat(keys.refresh()).isTrue();

    assertThat(keys.isLoaded()).isTrue();
    assertThat(keys.findKnown("key-1")).isNotNull();
    assertThat(keys.findKnown("key-2")).isNull();
  }

  @Test
  void state_tells_when_and_how_often_the_set_was_fetched() {
    assertThat(keys.state("https://issuer"))
        .isEqualTo(new KeySetState("https://issuer", 0, null, 0, 0));
    source.set(KeySetTest::down);
    keys.refresh();
    source.set(MINT::keySet);
    keys.refresh();
    Instant fetched = now.get();
    now.set(fetched.plusSeconds(60));
    source.set(KeySetTest::down);
    keys.refresh();

    assertThat(keys.state("https://issuer"))
        .isEqualTo(new KeySetState("https://issuer", 1, fetched, 1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"key-1\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"AQAB\",\"kid\":\"key-1\"}]}"
      })
  void keys_survive_any_document_that_holds_none(String document) {
    assertThat(keys.refresh()).isTrue();
    source.set(() -> document);

    assertThat(keys.refresh()).isFalse();

    assertThat(keys.findKnown("key-1")).isNotNull();
  }

  @Test
  void keys_survive_a_source_that_is_down() {
    assertThat(keys.refresh()).isTrue();
    source.set(KeySetTest::down);

    assertThat(keys.refresh()).isFalse();
    assertThat(keys.findAfterRefresh("key-2")).isNull();

    assertThat(keys.findKnown("key-1")).isNotNull();
  }

  @Test
  void keys_survive_an_error_of_any_kind() {
    assertThat(keys.refresh()).isTrue();
    for (Error error : List.of(new AssertionError(), new OutOfMemoryError(), new LinkageError())) {
      source.set(
          () -> {
            throw error;
          });

      assertThat(keys.refresh()).isFalse();
      passes(KeySet.COOL_DOWN.toSeconds());
      assertThat(keys.findAfterRefresh("key-2")).isNull();
      assertThat(keys.findKnown("key-1")).isNotNull();
    }
    source.set(ROTATED::keySet);

    assertThat(keys.refresh()).isTrue();
  }

  @Test
  void without_any_key_nothing_is_decided() {
    source.set(KeySetTest::down);

    assertThatExceptionOfType(IdentityProviderUnavailableException.class)
        .isThrownBy(() -> keys.findAfterRefresh("key-1"));
  }

  @Test
  void rotation_is_seen_on_the_first_token_with_the_new_key() {
    assertThat(keys.refresh()).isTrue();
    source.set(ROTATED::keySet);
    passes(KeySet.COOL_DOWN.toSeconds());

    assertThat(keys.findAfterRefresh("key-2")).isNotNull();
    assertThat(keys.findKnown("key-1")).as("withdrawn").isNull();
  }

  @Test
  void unknown_key_ids_cause_one_fetch_in_the_cool_down() {
    assertThat(keys.refresh()).isTrue();

    for (int i = 0; i < 100; i++) {
      assertThat(keys.findAfterRefresh("unknown-" + i)).isNull();
    }
    assertThat(fetches).as("the first, and one for all unknown ids").hasValue(2);

    passes(KeySet.COOL_DOWN.toSeconds() - 1);
    assertThat(keys.findAfterRefresh("unknown")).isNull();
    assertThat(fetches).hasValue(2);

    passes(1);
    for (int i = 0; i < 100; i++) {
      assertThat(keys.findAfterRefresh("unknown-" + i)).isNull();
    }
    assertThat(fetches).hasValue(3);
  }

  @Test
  void clock_that_is_set_back_does_not_prolong_the_cool_down() {
    assertThat(keys.findAfterRefresh("key-1")).isNotNull();
    passes(-3600);
    source.set(ROTATED::keySet);

    assertThat(keys.findAfterRefresh("key-2")).isNotNull();
  }

  @Test
  void simultaneous_callers_share_one_fetch_while_known_keys_wait_for_nobody() throws Exception {
    assertThat(keys.refresh()).isTrue();
    passes(KeySet.COOL_DOWN.toSeconds());
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    source.set(
        () -> {
          fetching.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return ROTATED.keySet();
        });

    List<Future<Boolean>> callers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        callers.add(threads.submit(() -> keys.findAfterRefresh("key-2") != null));
      }
      fetching.await();
      assertThat(keys.findKnown("key-1")).isNotNull();
      answer.countDown();
      for (Future<Boolean> caller : callers) {
        assertThat(caller.get()).isTrue();
      }
    }
    assertThat(fetches).hasValue(2);
  }

  private void passes(long seconds) {
    now.updateAndGet(instant -> instant.plusSeconds(seconds));
  }

  private static String down() throws IOException {
    throw new IOException("down");
  }
}
