package dev.gatehouse.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.RedisServer;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with a certificate of its own, and a user that may do only what a node does. */
@RequiresTool(Tool.REDIS)
final class SharedStoreTlsTest {
  private static final String PASSWORD = "not-a-secret";
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    Execution made =
        Execution.of(
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=redis",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD),
            Duration.ofSeconds(60));
    assertThat(made.exitCode()).as(made.output() + made.errors()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    certificate = pem("CERTIFICATE", keys.getCertificate("redis").getEncoded());
    key = pem("PRIVATE KEY", keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
  }

  private Path pem(String kind, byte[] bytes) throws IOException {
    return Files.writeString(
        folder.resolve(kind + ".pem"),
        "-----BEGIN "
            + kind
            + "-----\n"
            + LINES.encodeToString(bytes)
            + "\n-----END "
            + kind
            + "-----\n");
  }

  private RedisServer server() throws IOException {
    Path users =
        Files.writeString(
            folder.resolve("users.acl"),
            """
            user default off
            user node on >%s ~{gatehouse}:* +@all -@admin -@dangerous +info +cluster|nodes
            """
                .formatted(PASSWORD));
    return RedisServer.start(
        "--port", "0",
        "--tls-port", "%PORT%",
        "--tls-cert-file", certificate.toString(),
        "--tls-key-file", key.toString(),
        "--tls-ca-cert-file", certificate.toString(),
        "--tls-auth-clients", "no",
        "--aclfile", users.toString());
  }

  private SharedStoreSettings settings(RedisServer server, String password) {
    return SharedStoreSettings.parse("rediss://node:" + password + "@127.0.0.1:" + server.port());
  }

  @Test
  void user_with_the_documented_rights_can_do_all() throws Exception {
    try (RedisServer server = server();
        SharedStore store = OpenStore.of(settings(server, PASSWORD).trusting(certificate))) {
      store.ask(commands -> commands.get("{gatehouse}:test"));
      StoreExamination found =
          StoreExamination.of(
              settings(server, PASSWORD).trusting(certificate), InstantSource.system());
      assertThat(found.refusal()).isNull();
      assertThat(found.server()).contains("Redis 7");
      assertThat(found.clockDifference().abs()).isLessThan(SOON);
    }
  }

  @Test
  void unknown_certificate_and_wrong_password_are_refused() throws IOException {
    try (RedisServer server = server()) {
      for (SharedStoreSettings wrong :
          new SharedStoreSettings[] {
            settings(server, PASSWORD), settings(server, "wrong").trusting(certificate)
          }) {
        try (SharedStore store = SharedStore.open(wrong)) {
          assertThat(store.isAvailable()).isFalse();
        }
      }
    }
  }
}
