package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What an embedded provider on file needs to know.
 *
 * @param dataDirectory the folder that holds its database and its keys; created when absent
 * @param issuer the {@code iss} of its tokens, exactly as verifiers compare it; not empty
 * @param tokenLifetime how long ID and access tokens live; at least a second, counted in whole ones
 * @param refreshTokenLifetime how long refresh tokens live; at least a second, counted in whole
 *     ones
 * @param confirmation what a registration takes before the user can log in
 */
public record EmbeddedSettings(
    Path dataDirectory,
    String issuer,
    Duration tokenLifetime,
    Duration refreshTokenLifetime,
    RegistrationConfirmation confirmation) {
  /**
   * Makes settings.
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
