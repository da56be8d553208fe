package dev.gatehouse.bootstrap.command;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.embedded.EmbeddedSettings;
import dev.gatehouse.adapter.embedded.KeyFolders;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import dev.gatehouse.domain.MasterKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The command {@code seal-keys}: changes the master key. */
final class KeySealing {
  private static final Logger LOG = System.getLogger(KeySealing.class.getName());

  /** More than a key with a line break. */
  private static final int MAX_BYTES = 128;

  private final Terminal terminal;

  KeySealing(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Seals the keys with the master key of the settings. */
  int run(ProviderSettings provider) {
    return switch (provider) {
      case ProviderSettings.Embedded(var embedded) -> run(embedded);
      case ProviderSettings.Cognito _ ->
          throw CommandFailedException.wrongUse(
              "seal-keys is for the embedded provider only; a user pool has no keys here");
    };
  }

  private int run(EmbeddedSettings embedded) {
    MasterKey current = embedded.masterKey();
    if (current == null) {
      throw CommandFailedException.wrongUse("set MASTER_KEY to the new master key");
    }
    TokenInspection.refuseWithoutUsers(embedded);
    MasterKey previous = previous();
    try {
      KeyFolders.reseal(embedded, previous);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The keys were not sealed", e);
      throw CommandFailedException.failed("cannot seal the keys: " + e.getMessage());
    }
    terminal
        .out()
        .printf(
            "The keys in %s are sealed with the master key %s.%n",
            embedded.dataDirectory().toAbsolutePath(), current.id());
    return ExitCode.DONE;
  }

  private MasterKey previous() {
    try {
      return new MasterKey(terminal.readText(MAX_BYTES));
    } catch (IllegalArgumentException _) {
      throw CommandFailedException.wrongUse(
          "the standard input must be the previous master key: 32 bytes in Base64");
    }
  }
}
