package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of an embedded provider in a folder.
 *
 * @param dataDirectory the folder for the database and the keys; created if needed
 * @param issuer the {@code iss} of the tokens; not empty
 * @param tokenLifetime the lifetime of ID and access tokens, in whole seconds; at least one
 * @param refreshTokenLifetime the lifetime of sessions, in whole seconds; at least one
 * @param confirmation how registrations are confirmed
 */
public record EmbeddedSettings(
    Path dataDirectory,
    String issuer,
    Duration tokenLifetime,
    Duration refreshTokenLifetime,
    RegistrationConfirmation confirmation) {
  /**
   * Creates settings.
   *
   * @throws IllegalArgumentException if the issuer is empty or a lifetime is under a second
   */
  public EmbeddedSettings {
    if (issuer.isEmpty()) {
      throw new IllegalArgumentException("an empty issuer");
    }
    if (tokenLifetime.toSeconds() < 1 || refreshTokenLifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a lifetime under a second");
    }
  }

  EmbeddedSettings withIssuer(String other) {
    return new EmbeddedSettings(
        dataDirectory, other, tokenLifetime, refreshTokenLifetime, confirmation);
  }

  EmbeddedSettings withConfirmation(RegistrationConfirmation other) {
    return new EmbeddedSettings(dataDirectory, issuer, tokenLifetime, refreshTokenLifetime, other);
  }
}
