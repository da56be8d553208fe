package dev.gatehouse.adapter.http.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of declared settings. An empty or blank variable counts as unset. */
public final class SettingValues {
  private final Set<String> declared;
  private final Map<String, String> variables;

  /**
   * Creates values.
   *
   * @param declared the settings that may be read
   * @param variables all environment variables, by name
   */
  public SettingValues(List<Setting<?>> declared, Map<String, String> variables) {
    this.declared = declared.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());
    this.variables = Map.copyOf(variables);
  }

  /**
   * Returns the value of a setting, or its default if it is unset.
   *
   * @throws InvalidSettingException if the text is not allowed
   * @throws IllegalArgumentException if the setting is not declared
   */
  public <T extends @Nullable Object> T get(Setting<T> setting) {
    String text = text(setting);
    return text == null ? setting.defaultValue() : setting.parse(text);
  }

  /** Returns the text of a setting as it is, or null if it is unset. */
  public @Nullable String text(Setting<?> setting) {
    if (!declared.contains(setting.name())) {
      throw new IllegalArgumentException(setting.name() + " is not among the declared settings");
    }
    String text = variables.getOrDefault(setting.name(), "");
    return text.isBlank() ? null : text;
  }
}
