package dev.gatehouse.bootstrap.command;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.embedded.key.SigningKeyRotation;
import dev.gatehouse.adapter.embedded.store.SqliteLibrary;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;

/** The command {@code rotate-key}. */
final class KeyRotation {
  private static final Logger LOG = System.getLogger(KeyRotation.class.getName());

  private KeyRotation() {}

  static int run(ProviderSettings provider, PrintStream out) {
    return switch (provider) {
      case ProviderSettings.Embedded(var embedded) -> {
        try {
          SqliteLibrary.prepare(System.getProperties(), embedded.dataDirectory());
          out.println(
              told(
                  EmbeddedIdentityProvider.rotateSigningKey(embedded, InstantSource.system()),
                  embedded.dataDirectory()));
          yield ExitCode.DONE;
        } catch (RuntimeException e) {
          LOG.log(Level.DEBUG, "The rotation failed", e);
          throw CommandFailedException.failed("cannot rotate the signing key: " + e.getMessage());
        }
      }
      case ProviderSettings.Cognito _ ->
          throw CommandFailedException.wrongUse(
              "rotate-key is for the embedded provider only; Cognito rotates the keys of a user"
                  + " pool itself");
    };
  }

  private static String told(SigningKeyRotation rotation, Path folder) {
    String previous =
        rotation.previousPublishedUntil() == null
            ? "it is the first key in " + folder.toAbsolutePath()
            : "the old key stays published until " + rotation.previousPublishedUntil();
    return "The new signing key %s signs from %s on; %s."
        .formatted(rotation.keyId(), rotation.signsFrom(), previous);
  }
}
