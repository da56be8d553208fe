package dev.gatehouse.bootstrap.doctor;

import dev.gatehouse.OutboundProxy;
import dev.gatehouse.ProviderSettings;
import dev.gatehouse.ProviderSettings.Issuer;
import dev.gatehouse.adapter.cognito.examination.PoolFinding;
import dev.gatehouse.adapter.cognito.examination.UserPoolExamination;
import dev.gatehouse.adapter.jwt.key.KeySetSource;
import dev.gatehouse.bootstrap.settings.Settings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks whether the user pool, its client and its key sets have the settings that Gatehouse needs.
 */
final class PoolExamination {
  private PoolExamination() {}

  static List<Finding> of(ProviderSettings.Cognito pool, Settings settings) {
    List<Finding> findings = new ArrayList<>();
    UserPoolExamination.of(
            pool.settings(),
            pool.issuers().stream().map(Issuer::name).collect(Collectors.toSet()),
            settings.passwordPolicy(),
            InstantSource.system())
        .forEach(found -> findings.add(finding(found)));
    findings.add(Finding.ok("outbound_proxy", proxies(settings.proxy())));
    pool.issuers().forEach(issuer -> findings.add(keySet(issuer)));
    return findings;
  }

  private static String proxies(OutboundProxy proxy) {
    return proxy.isSet()
        ? proxy.toString()
        : "neither HTTP_PROXY nor HTTPS_PROXY is set; outbound calls use the proxies of the JVM, if"
            + " it has any";
  }

  private static Finding finding(PoolFinding found) {
    return new Finding(
        switch (found.severity()) {
          case ERROR -> Finding.Severity.ERROR;
          case WARNING -> Finding.Severity.WARNING;
          case OK -> Finding.Severity.OK;
        },
        found.code(),
        found.found(),
        found.meaning(),
        found.fix());
  }

  private static Finding keySet(Issuer issuer) {
    try {
      String keys = KeySetSource.at(issuer.keySetUrl()).fetch();
      return keys.contains("\"RSA\"")
          ? Finding.ok("key_set", "the keys of " + issuer.name() + " can be loaded")
          : noKeys(issuer, issuer.keySetUrl() + " contains no RSA key");
    } catch (IOException e) {
      return noKeys(issuer, String.valueOf(e.getMessage()));
    }
  }

  private static Finding noKeys(Issuer issuer, String found) {
    return Finding.error(
        "key_set_unavailable",
        found,
        "Tokens of " + issuer.name() + " cannot be verified, and the server is not ready.",
        "Set COGNITO_ISSUER to the form that the pool uses (403 means the other one), or"
            + " COGNITO_JWKS_URL; check the way out of this network.");
  }
}
