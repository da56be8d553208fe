package dev.gatehouse.adapter.embedded.code;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.account.ConfirmationCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Captured codes as lines of JSON in a file, newest last. Only the owner can read the file.
 *
 * <p>A code is appended. From time to time the file is rewritten without expired codes.
 */
public final class CapturedCodesFile implements CapturedCodes {
  private static final String NAME = "captured-codes.jsonl";
  private static final Duration BETWEEN_PRUNINGS = Duration.ofSeconds(30);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final DataDirectory directory;
  private Instant pruned = Instant.MIN;

  public CapturedCodesFile(DataDirectory directory) {
    this.directory = directory;
  }

  @Override
  public void add(CodeMessage sent) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", sent.at().toString());
    members.put("to", sent.to());
    members.put("kind", sent.kind().code());
    members.put("username", sent.username());
    members.put("code", sent.code().reveal());
    append(JSONObjectUtils.toJSONString(members) + "\n");
  }

  /** Adds an empty line, which is no code. */
  @Override
  public void addNothing() {
    append("\n");
  }

  private void append(String line) {
    var _ =
        withLock(
            () -> {
              try (FileChannel file = directory.open(NAME, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
                while (bytes.hasRemaining()) {
                  file.write(bytes);
                }
                file.force(true);
                return true;
              }
            });
  }

  @Override
  public synchronized void removeExpired(Instant now) {
    if (now.isBefore(pruned.plus(BETWEEN_PRUNINGS))) {
      return;
    }
    var _ =
        withLock(
            () -> {
              List<String> lines = lines();
              List<String> kept = lines.stream().filter(line -> isGood(line, now)).toList();
              if (kept.size() < lines.size()) {
                directory.replace(NAME, String.join("", kept.stream().map(l -> l + "\n").toList()));
              }
              return true;
            });
    pruned = now;
  }

  @Override
  public @Nullable ConfirmationCode findNewest(Predicate<CodeMessage> wanted, Instant now) {
    return withLock(
        () ->
            lines().reversed().stream()
                .map(CapturedCodesFile::read)
                .flatMap(Optional::stream)
                .filter(wanted.and(sent -> sent.expiresAt().isAfter(now)))
                .map(CodeMessage::code)
                .findFirst()
                .orElse(null));
  }

  private List<String> lines() throws IOException {
    return directory.read(directory.file(NAME)).lines().toList();
  }

  private static boolean isGood(String line, Instant now) {
    return read(line).filter(sent -> sent.expiresAt().isAfter(now)).isPresent();
  }

  /** Parses a line; empty if it is not a code, because a crash may have truncated it. */
  private static Optional<CodeMessage> read(String line) {
    try {
      Map<String, Object> members = JSONObjectUtils.parse(line);
      return Optional.of(
          new CodeMessage(
              Instant.parse(JSONObjectUtils.getString(members, "at")),
              JSONObjectUtils.getString(members, "to"),
              CodeKind.of(JSONObjectUtils.getString(members, "kind")),
              JSONObjectUtils.getString(members, "username"),
              new ConfirmationCode(JSONObjectUtils.getString(members, "code"))));
    } catch (ParseException | DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private <T extends @Nullable Object> T withLock(DataDirectory.Work<T> work) {
    try {
      return directory.withLock(work);
    } catch (IOException e) {
      throw IdentityProviderUnavailableException.unavailable(
          "the file of captured codes can't be used: " + e, RETRY_AFTER, e);
    }
  }
}
