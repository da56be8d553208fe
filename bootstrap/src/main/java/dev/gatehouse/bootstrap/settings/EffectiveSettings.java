package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import java.util.List;
import java.util.Locale;

/** The command {@code config}: prints the settings. */
public final class EffectiveSettings {
  private EffectiveSettings() {}

  /** Prints a line for each setting; fails if a setting is wrong. */
  public static int print(Settings.Reading reading, Terminal terminal) {
    List<EffectiveSetting> settings = reading.effective();
    int names = longest(settings.stream().map(EffectiveSetting::name).toList());
    int values = longest(settings.stream().map(EffectiveSettings::shown).toList());
    for (EffectiveSetting setting : settings) {
      String line =
          "%%-%ds  %%-%ds  %%s"
              .formatted(names, values)
              .formatted(
                  setting.name(), shown(setting), setting.source().name().toLowerCase(Locale.ROOT));
      terminal
          .out()
          .println(
              switch (setting.source()) {
                case ENVIRONMENT -> terminal.styled("bold", line);
                case DEFAULT -> line;
              });
    }
    var _ = reading.valid();
    return ExitCode.DONE;
  }

  private static String shown(EffectiveSetting setting) {
    return setting.value().isEmpty() ? "-" : Terminal.harmless(setting.value());
  }

  private static int longest(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }
}
