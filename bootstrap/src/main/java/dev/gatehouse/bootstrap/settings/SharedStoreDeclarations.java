package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.adapter.redis.SharedStoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of the store that several nodes share, in the order of the documentation. */
final class SharedStoreDeclarations {
  static final Setting<@Nullable SharedStoreSettings> SHARED_STORE_URL =
      Setting.secret(
          "SHARED_STORE_URL",
          "none: the node is alone",
          SharedStoreSettings::parse,
          SharedStoreSettings.FORM,
          "the Redis or Valkey with which several nodes on a user pool share limits, known"
              + " addresses and revocations. `rediss` uses TLS");
  static final Setting<@Nullable Path> SHARED_STORE_CA_FILE =
      Setting.optional(
          "SHARED_STORE_CA_FILE",
          "the certificates of the JVM",
          SharedStoreDeclarations::readableFile,
          "the path of a PEM file",
          "the certificates that the server of `SHARED_STORE_URL` may have");

  static final List<Setting<?>> ALL = List.of(SHARED_STORE_URL, SHARED_STORE_CA_FILE);

  private SharedStoreDeclarations() {}

  private static Path readableFile(String text) {
    Path file = Path.of(text);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("not a readable file");
    }
    return file;
  }

  /** Reads the store; null if there is none. */
  static @Nullable SharedStoreSettings read(
      Environment environment, @Nullable ProviderSettings provider) {
    SharedStoreSettings store = environment.get(SHARED_STORE_URL);
    if (store == null) {
      return null;
    }
    if (provider instanceof ProviderSettings.Embedded) {
      environment.complain(
          "SHARED_STORE_URL is set, but the embedded provider is for one machine; set USER_POOL_ID"
              + " and COGNITO_CLIENT_ID");
    }
    if (environment.get(ServerDeclarations.SESSION_KEY) == null) {
      environment.complain(
          "SHARED_STORE_URL needs SESSION_KEY, the same on all nodes; openssl rand -base64 32"
              + " prints one");
    }
    return store.trusting(environment.get(SHARED_STORE_CA_FILE));
  }
}
