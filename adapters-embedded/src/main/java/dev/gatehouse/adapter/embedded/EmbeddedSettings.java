package dev.gatehouse.adapter.embedded;

import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an embedded provider in a folder.
 *
 * @param dataDirectory the folder for the database and the keys; created if needed
 * @param issuer the {@code iss} of the tokens; not empty
 * @param tokenLifetime the lifetime of ID and access tokens, in whole seconds; at least one
 * @param refreshTokenLifetime the lifetime of sessions, in whole seconds; at least one
 * @param confirmation how registrations are confirmed
 * @param masterKey seals the signing keys and the key of authenticator apps; null if they are
 *     stored in plain text
 */
public record EmbeddedSettings(
    Path dataDirectory,
    String issuer,
    Duration tokenLifetime,
    Duration refreshTokenLifetime,
    RegistrationConfirmation confirmation,
    @Nullable MasterKey masterKey) {
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

  /**
   * Creates settings without a master key.
   *
   * @throws IllegalArgumentException if the issuer is empty or a lifetime is under a second
   */
  public EmbeddedSettings(
      Path dataDirectory,
      String issuer,
      Duration tokenLifetime,
      Duration refreshTokenLifetime,
      RegistrationConfirmation confirmation) {
    this(dataDirectory, issuer, tokenLifetime, refreshTokenLifetime, confirmation, null);
  }

  /** Returns the master key as a list with at most one element. */
  List<MasterKey> masterKeys() {
    return masterKey == null ? List.of() : List.of(masterKey);
  }

  EmbeddedSettings withIssuer(String other) {
    return new EmbeddedSettings(
        dataDirectory, other, tokenLifetime, refreshTokenLifetime, confirmation, masterKey);
  }

  EmbeddedSettings withConfirmation(RegistrationConfirmation other) {
    return new EmbeddedSettings(
        dataDirectory, issuer, tokenLifetime, refreshTokenLifetime, other, masterKey);
  }
}
