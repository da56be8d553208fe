package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.adapter.http.spi.InvalidSettingException;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.adapter.http.spi.SettingValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all declared settings. Checks all of them at once. In place of a wrong value it
 * returns the default.
 */
final class Environment {
  private final List<Setting<?>> declared;
  private final SettingValues values;
  private final Map<String, String> derived = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  Environment(List<Setting<?>> declared, Map<String, String> variables) {
    this.declared = List.copyOf(declared);
    this.values = new SettingValues(declared, variables);
    for (Setting<?> setting : declared) {
      try {
        var _ = values.get(setting);
      } catch (InvalidSettingException e) {
        complain(e.line());
      }
    }
  }

  boolean isSet(Setting<?> setting) {
    return values.text(setting) != null;
  }

  /** Returns the value, or the default if the setting is unset or wrong. */
  <T extends @Nullable Object> T get(Setting<T> setting) {
    try {
      return values.get(setting);
    } catch (InvalidSettingException _) {
      // The constructor has reported it.
      return setting.defaultValue();
    }
  }

  /** Returns the value, or a default that follows from other settings. */
  <T> T get(Setting<@Nullable T> setting, T otherwise) {
    derive(setting, otherwise.toString());
    T value = get(setting);
    return value == null ? otherwise : value;
  }

  /** Returns the list, or a default that follows from other settings. */
  <T> List<T> getAll(Setting<List<T>> setting, List<T> otherwise) {
    derive(setting, String.join(",", otherwise.stream().map(Object::toString).toList()));
    List<T> list = get(setting);
    return list.isEmpty() ? otherwise : list;
  }

  /** Sets the default that {@link #effective} shows. */
  void derive(Setting<?> setting, String otherwise) {
    derived.put(setting.name(), otherwise);
  }

  /** Returns the value of each setting; wrong values as they are. */
  List<EffectiveSetting> effective() {
    return declared.stream().map(this::effective).toList();
  }

  private EffectiveSetting effective(Setting<?> setting) {
    String text = values.text(setting);
    if (text != null) {
      return new EffectiveSetting(
          setting.name(),
          setting.isSecret() ? EffectiveSetting.MASK : text,
          EffectiveSetting.Source.ENVIRONMENT);
    }
    String otherwise =
        derived.getOrDefault(setting.name(), hasDefault(setting) ? setting.defaultText() : "");
    return new EffectiveSetting(setting.name(), otherwise, EffectiveSetting.Source.DEFAULT);
  }

  private static boolean hasDefault(Setting<?> setting) {
    return setting.defaultValue() != null && !List.of().equals(setting.defaultValue());
  }

  /** Adds a complaint about a value that is wrong together with others. */
  void complain(Setting<?> setting, String held, String allowed) {
    complain(InvalidSettingException.shown(setting.name(), held, allowed).line());
  }

  void complain(String line) {
    complaints.add(line);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
