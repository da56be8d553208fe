package dev.gatehouse.adapter.embedded;

import static dev.gatehouse.adapter.embedded.Users.CALLER;
import static dev.gatehouse.adapter.embedded.Users.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.code.CapturedCodesFile;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
final class RevocationFeedTest {
  // A strong reference keeps the logger with its handler.
  private static final Logger LOGGER = Logger.getLogger(RevocationFeed.class.getName());

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          messages.add(entry.getMessage());
        }

        @Override
        public void flush() {
          // Nothing is buffered.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  @TempDir private Path data;

  RevocationFeedTest() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void removeHandler() {
    LOGGER.removeHandler(handler);
  }

  @Test
  void unusable_file_of_codes_is_named_and_does_not_stop_revocations() throws Exception {
    AtomicLong passed = new AtomicLong();
    ProviderFolder folder = new ProviderFolder(data, Instant.parse("2026-01-01T12:00:00Z"));
    try (EmbeddedIdentityProvider provider = folder.open();
        EmbeddedIdentityProvider other = folder.open()) {
      provider.registrations().register(CALLER, named("alice"));
      RevocationFeed feed =
          new RevocationFeed(
              provider.accounts(), new CapturedCodesFile(new DataDirectory(data), passed::get));
      RecordedEnds ends = new RecordedEnds();
      Path codes = data.resolve("captured-codes.jsonl");
      Files.deleteIfExists(codes);
      Files.createDirectory(codes);

      feed.tick(ends);
      UserAdministration.of(other).disable(named("alice").username());
      feed.tick(ends);

      assertThat(messages)
          .as("once in 30 s")
          .singleElement()
          .asString()
          .startsWith("Expired captured codes cannot be removed");
      passed.addAndGet(Duration.ofSeconds(30).toNanos());
      Files.delete(codes);
      Files.writeString(codes, "{\"username\":\"zo");
      feed.tick(ends);
      assertThat(messages).hasSize(1);
      assertThat(codes).isEmptyFile();
    }
  }
}
