package dev.gatehouse.lambda;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.settings.SettingsReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings of a function: those of the server, some of which it requires. */
final class FunctionSettings {
  private static final Logger LOG = System.getLogger(FunctionSettings.class.getName());

  private FunctionSettings() {}

  /**
   * Reads and checks the settings.
   *
   * @throws IllegalStateException if a setting is wrong or missing; the message names all of them
   */
  static Settings read(Map<String, String> variables, List<Feature> features) {
    Settings settings = SettingsReader.read(variables, features).valid();
    List<String> missing = new ArrayList<>();
    if (settings.sessionKey() == null) {
      missing.add("SESSION_KEY is not set; all copies of the function need the same one");
    }
    if (settings.pages() != null && settings.publicUrlIsDerived()) {
      missing.add("PUBLIC_URL is not set; the pages need it, unless WEB_PAGES is off");
    }
    boolean embedded = settings.provider() instanceof ProviderSettings.Embedded;
    if (embedded && !variables.containsKey("IDENTITY_PROVIDER")) {
      missing.add("USER_POOL_ID and COGNITO_CLIENT_ID are not set");
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(String.join("; ", missing));
    }
    if (embedded) {
      LOG.log(
          Level.WARNING,
          "The embedded provider is for a try only: each copy of the function has its own users,"
              + " and they end with it");
    } else if (settings.sharedStore() == null) {
      LOG.log(
          Level.WARNING,
          "SHARED_STORE_URL is not set: each copy of the function counts rate limits, and knows"
              + " addresses, logouts and events about users, alone");
    }
    if (settings.takenUsernames() == TakenUsernames.HIDDEN) {
      LOG.log(
          Level.WARNING,
          "HIDE_TAKEN_USERNAMES hides taken names in responses, but not in their times: a function"
              + " finishes its work before it responds");
    }
    return settings;
  }
}
