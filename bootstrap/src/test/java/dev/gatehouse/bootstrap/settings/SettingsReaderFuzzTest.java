package dev.gatehouse.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.bootstrap.settings.Settings.Reading.Invalid;
import dev.gatehouse.bootstrap.settings.Settings.Reading.Valid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class SettingsReaderFuzzTest {
  private static final String SECRET = "Secret7-";

  /** The input is variables, each on a line of its own: {@code NAME=value}. */
  @FuzzTest
  void settings_are_read_or_refused_in_lines_without_secrets(byte[] bytes) {
    Map<String, String> variables = new HashMap<>();
    for (String line : new String(bytes, UTF_8).replace(SECRET, "?").split("\n", -1)) {
      String[] parts = line.split("=", 2);
      boolean secret =
          List.of("SESSION_KEY", "MASTER_KEY", "COGNITO_CLIENT_SECRET").contains(parts[0]);
      variables.put(parts[0], (secret ? SECRET : "") + parts[parts.length - 1]);
    }

    switch (SettingsReader.read(variables, List.of())) {
      case Valid(var settings, var effective) -> {
        assertThat(settings.toString()).doesNotContain(SECRET);
        assertShown(effective);
      }
      case Invalid(var complaints, var effective) -> {
        assertThat(complaints)
            .isNotEmpty()
            .allSatisfy(line -> assertThat(line).matches("[^\\p{Cc}\\u2028\\u2029]+"))
            .noneMatch(line -> line.contains(SECRET));
        assertShown(effective);
      }
    }
  }

  private static void assertShown(List<EffectiveSetting> effective) {
    assertThat(effective)
        .hasSameSizeAs(SettingsReader.DECLARED)
        .noneMatch(setting -> setting.value().contains(SECRET));
  }
}
