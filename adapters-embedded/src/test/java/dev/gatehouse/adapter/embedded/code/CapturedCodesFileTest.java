package dev.gatehouse.adapter.embedded.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.store.DataDirectory;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.ConfirmationCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CapturedCodesFileTest {
  private Duration passed = Duration.ZERO;

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ALICE = "alice@example.com";
  private static final Predicate<CodeMessage> TO_ALICE = sent -> sent.to().equals(ALICE);

  @TempDir private Path folder;

  @Test
  void code_is_stored_as_json_for_the_owner_only() throws Exception {
    capturedCodes().add(sent(NOW, CodeKind.REGISTRATION, "名\"\\", "012345"));

    Path file = folder.resolve("captured-codes.jsonl");
    assertThat(file)
        .hasContent(
            "{\"at\":\"2026-01-01T12:00:00Z\",\"to\":\"alice@example.com\","
                + "\"kind\":\"registration\",\"username\":\"名\\\"\\\\\","
                + "\"code\":\"012345\"}\n");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void newest_code_of_address_is_found_until_it_expires() throws Exception {
    CapturedCodesFile capturedCodes = capturedCodes();
    capturedCodes.add(sent(NOW, CodeKind.PASSWORD_RESET, "alice", "111111"));
    capturedCodes.add(sent(NOW.plusSeconds(1), CodeKind.PASSWORD_RESET, "alice", "222222"));

    assertThat(capturedCodes.findNewest(TO_ALICE, NOW)).isEqualTo(new ConfirmationCode("222222"));
    assertThat(capturedCodes.findNewest(TO_ALICE.negate(), NOW)).isNull();
    assertThat(capturedCodes.findNewest(TO_ALICE, NOW.plusSeconds(601))).isNull();
  }

  @Test
  void cleanup_removes_only_expired_codes_and_damaged_lines() throws Exception {
    CapturedCodesFile capturedCodes = capturedCodes();
    capturedCodes.add(sent(NOW, CodeKind.PASSWORD_RESET, "alice", "111111"));
    capturedCodes.add(sent(NOW, CodeKind.REGISTRATION, "alice", "222222"));
    Path file = folder.resolve("captured-codes.jsonl");
    Files.writeString(file, "{\"at\":\"2026-01-\n", StandardOpenOption.APPEND);

    capturedCodes.removeExpired(NOW.plusSeconds(600));

    assertThat(Files.readAllLines(file)).singleElement().asString().contains("222222");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    capturedCodes.removeExpired(NOW.plus(Duration.ofDays(1)));
    assertThat(file).as("a turned clock does not shorten the pause").isNotEmptyFile();

    passed = Duration.ofSeconds(30);
    capturedCodes.removeExpired(NOW.plus(Duration.ofDays(1)));
    assertThat(file).isEmptyFile();
  }

  @Test
  void interrupted_cleanup_does_not_stop_the_next_one() throws Exception {
    CapturedCodesFile capturedCodes = capturedCodes();
    capturedCodes.add(sent(NOW, CodeKind.PASSWORD_RESET, "alice", "111111"));
    Files.writeString(folder.resolve("captured-codes.jsonl.tmp"), "half");

    capturedCodes.removeExpired(NOW.plusSeconds(600));

    assertThat(folder.resolve("captured-codes.jsonl")).isEmptyFile();
    assertThat(folder.resolve("captured-codes.jsonl.tmp")).doesNotExist();
  }

  static Stream<byte[]> broken() {
    return Stream.concat(
        Stream.of(
                "\0\0\0\0",
                "{\"username\":\"zo",
                "{\"at\":\"2026-01-01T12:00:00Z\",\"to\":\"alice@example.com\"",
                "{}",
                "[]",
                "null",
                "[".repeat(100_000),
                "{\"at\":null,\"to\":1,\"kind\":[],\"username\":{},\"code\":true}",
                record("+1000000000-12-31T23:59:59Z", "registration", "alice", "111111"),
                record("2026-01-01T12:00:00Z", "other", "alice", "111111"),
                record("2026-01-01T12:00:00Z", "registration", "a b", "111111"),
                record("2026-01-01T12:00:00Z", "registration", "alice", ""))
            .map(text -> text.getBytes(StandardCharsets.UTF_8)),
        // The first byte of the two of a letter.
        Stream.of("{\"username\":\"zo\u00c5".getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String record(String at, String kind, String username, String code) {
    return "{\"at\":\"%s\",\"to\":\"%s\",\"kind\":\"%s\",\"username\":\"%s\",\"code\":\"%s\"}"
        .formatted(at, ALICE, kind, username, code);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void broken_record_hides_no_other_code_and_is_removed(byte[] broken) throws Exception {
    CapturedCodesFile capturedCodes = capturedCodes();
    capturedCodes.add(sent(NOW, CodeKind.REGISTRATION, "alice", "111111"));
    Path file = folder.resolve("captured-codes.jsonl");
    Files.write(file, broken, StandardOpenOption.APPEND);
    assertThat(capturedCodes.findNewest(named("alice"), NOW))
        .isEqualTo(new ConfirmationCode("111111"));

    capturedCodes.add(sent(NOW, CodeKind.REGISTRATION, "bob", "222222"));
    capturedCodes.addNothing();
    Files.write(file, broken, StandardOpenOption.APPEND);

    assertThat(capturedCodes.findNewest(named("alice"), NOW))
        .isEqualTo(new ConfirmationCode("111111"));
    assertThat(capturedCodes.findNewest(named("bob"), NOW))
        .isEqualTo(new ConfirmationCode("222222"));
    capturedCodes.removeExpired(NOW);
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  private static Predicate<CodeMessage> named(String username) {
    return sent -> sent.username().equals(new Username(username));
  }

  private CapturedCodesFile capturedCodes() throws IOException {
    return new CapturedCodesFile(new DataDirectory(folder), () -> passed.toNanos());
  }

  private static CodeMessage sent(Instant at, CodeKind kind, String username, String code) {
    return new CodeMessage(at, ALICE, kind, new Username(username), new ConfirmationCode(code));
  }
}
