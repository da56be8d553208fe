package dev.gatehouse.bootstrap.doctor;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.domain.limit.Limit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds valid settings that weaken the server. */
final class SettingsExamination {
  /** The names of this machine for itself. */
  static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  SettingsExamination(Settings settings) {
    this.settings = settings;
  }

  List<Finding> findings() {
    findings.clear();
    switch (settings.provider()) {
      case ProviderSettings.Embedded(var embedded) -> {
        publicUrl(URI.create(embedded.issuer()));
        masterKey();
      }
      case ProviderSettings.Cognito pool -> pool(pool);
    }
    listening();
    origins();
    limits();
    if (findings.isEmpty()) {
      findings.add(Finding.ok("settings", "all are valid, and none weakens the server"));
    }
    return List.copyOf(findings);
  }

  private void publicUrl(URI url) {
    if ("http".equals(url.getScheme()) && !LOOPBACK.contains(String.valueOf(url.getHost()))) {
      warn(
          "public_url_in_the_clear",
          "PUBLIC_URL is " + url,
          "Passwords and tokens are sent without encryption.",
          "Put a proxy with TLS before the server, and set PUBLIC_URL to its https address.");
    }
  }

  private void masterKey() {
    if (settings.masterKey() == null) {
      warn(
          "no_master_key",
          "MASTER_KEY is not set",
          "Everyone who gets a copy of DATA_DIR can forge tokens and compute codes of authenticator"
              + " apps.",
          "Write a key into a file outside of DATA_DIR (umask 077; openssl rand -base64 32 >"
              + " master.key), keep a copy of it, and set MASTER_KEY=file: and its path.");
    }
  }

  private void pool(ProviderSettings.Cognito pool) {
    if (settings.sessionKey() == null) {
      warn(
          "no_session_key",
          "SESSION_KEY is not set",
          "Logins that wait for a code end with a restart. With several nodes, many answers reach a"
              + " node that cannot read them.",
          "Set it to the same 32 random bytes on all nodes: SESSION_KEY=$(openssl rand -base64"
              + " 32)");
    }
    URI endpoint = pool.settings().endpoint();
    if (endpoint != null) {
      warn(
          "other_endpoint",
          "COGNITO_ENDPOINT is " + endpoint,
          "Passwords are sent there instead of to AWS.",
          "Unset it, unless it is your emulator.");
    }
  }

  private void listening() {
    ListenAddress address = settings.server().address();
    if (address.isWildcard() && settings.pages() != null && settings.publicUrlIsDerived()) {
      warn(
          "no_public_url",
          "HOST is " + address.host() + ", and PUBLIC_URL is not set",
          "The pages work in browsers on this machine only.",
          "Set PUBLIC_URL to the URL that other browsers use.");
    }
    if (!address.isLoopback() && settings.api().trustedProxies().isEmpty()) {
      warn(
          "no_trusted_proxies",
          "HOST is " + address.host() + ", and TRUSTED_PROXIES is not set",
          "Behind a proxy all requests have the same address and share its limits.",
          "Set TRUSTED_PROXIES to the addresses of the proxies, if there are any.");
    }
    ListenAddress management = settings.management();
    if (management != null && !management.isLoopback()) {
      warn(
          "management_exposed",
          "MANAGEMENT_HOST is " + management.host(),
          "Everyone who reaches port "
              + management.port()
              + " can read the metrics without"
              + " authentication.",
          "Close this port to the public with a firewall or the network of the container.");
    }
  }

  private void origins() {
    for (String origin : settings.server().corsOrigins()) {
      URI url = URI.create(origin);
      if ("http".equals(url.getScheme()) && !LOOPBACK.contains(String.valueOf(url.getHost()))) {
        warn(
            "origin_in_the_clear",
            "CORS_ORIGINS holds " + origin,
            "Attackers on the network can change that page and read its tokens.",
            "Serve the page by https, and use that origin.");
      }
    }
  }

  private void limits() {
    List<String> off =
        Stream.of(Limit.values())
            .filter(limit -> settings.limits().of(limit) == 0)
            .map(Limit::name)
            .toList();
    if (!off.isEmpty()) {
      warn(
          "limits_off",
          "limits that are off: " + String.join(", ", off),
          "Attackers can guess passwords and codes without limit.",
          "Unset them for the defaults.");
    }
  }

  private void warn(String code, String found, String meaning, String fix) {
    findings.add(Finding.warning(code, found, meaning, fix));
  }
}
