package dev.gatehouse.adapter.embedded.code;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import java.io.IOException;
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
  private final Ticker ticker;
  private @Nullable Long pruned;

  /**
   * Creates the codes of a folder.
   *
   * @param ticker measures the time between two removals of expired codes
   */
  public CapturedCodesFile(DataDirectory directory, Ticker ticker) {
    this.directory = directory;
    this.ticker = ticker;
  }

  @Override
  public void add(CodeMessage sent) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", sent.at().toString());
    members.put("to", sent.to());
    members.put("kind", sent.kind().code());
    members.put("username", sent.username().value());
    members.put("code", sent.code().reveal());
    append(JSONObjectUtils.toJSONString(members));
  }

  /** Adds an empty line, which is no code. */
  @Override
  public void addNothing() {
    append("");
  }

  private void append(String line) {
    var _ =
        withLock(
            () -> {
              directory.appendLine(NAME, line);
              return true;
            });
  }

  @Override
  public synchronized void removeExpired(Instant now) {
    long ticks = ticker.nanoTime();
    if (pruned != null && ticks - pruned < BETWEEN_PRUNINGS.toNanos()) {
      return;
    }
    pruned = ticks;
    var _ =
        withLock(
            () -> {
              List<String> lines = lines();
              List<String> kept =
                  lines.stream().filter(line -> parse(line, now).isPresent()).toList();
              if (kept.size() < lines.size()) {
                directory.replace(NAME, String.join("", kept.stream().map(l -> l + "\n").toList()));
              }
              return true;
            });
  }

  @Override
  public @Nullable ConfirmationCode findNewest(Predicate<CodeMessage> wanted, Instant now) {
    return withLock(
        () ->
            lines().reversed().stream()
                .flatMap(line -> parse(line, now).stream())
                .filter(wanted)
                .map(CodeMessage::code)
                .findFirst()
                .orElse(null));
  }

  private List<String> lines() throws IOException {
    return directory.read(directory.file(NAME)).lines().toList();
  }

  /** Parses a line; empty if the code has expired, or the line is broken, as by a full disk. */
  private static Optional<CodeMessage> parse(String line, Instant now) {
    try {
      Map<String, Object> members = JSONObjectUtils.parse(line);
      return Optional.of(
              new CodeMessage(
                  Instant.parse(text(members, "at")),
                  text(members, "to"),
                  CodeKind.of(text(members, "kind")),
                  new Username(text(members, "username")),
                  new ConfirmationCode(text(members, "code"))))
          .filter(sent -> sent.expiresAt().isAfter(now));
    } catch (ParseException | DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The members of the JSON text {@code null} are null. */
  private static String text(@Nullable Map<String, Object> members, String name)
      throws ParseException {
    String text = members == null ? null : JSONObjectUtils.getString(members, name);
    if (text == null) {
      throw new ParseException("no " + name, 0);
    }
    return text;
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
