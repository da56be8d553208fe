package dev.gatehouse.harness.emulator;

import java.net.URI;

/** The settings of an emulator of Cognito, as it reads them at its start. */
final class CognitoLocalSettings {
  /** A fixed issuer. The default contains the port, which is known only after the start. */
  static final String ISSUER_DOMAIN = "http://cognito-local.test";

  private CognitoLocalSettings() {}

  static String withoutTriggers() {
    return settings("{}", "{}");
  }

  /** Returns settings with a trigger for users whom a pool does not have. */
  static String withMigration(URI lambda) {
    return settings(
        "{\"endpoint\": \"%s\"}".formatted(lambda), "{\"UserMigration\": \"migration\"}");
  }

  /** Users have user names. By default, the emulator uses e-mail addresses. */
  private static String settings(String client, String triggers) {
    return """
    {
      "UserPoolDefaults": {"UsernameAttributes": []},
      "TokenConfig": {"IssuerDomain": "%s"},
      "LambdaClient": %s,
      "TriggerFunctions": %s
    }
    """
        .formatted(ISSUER_DOMAIN, client, triggers);
  }
}
