package dev.gatehouse.bootstrap.server;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.GatehouseBuilder;
import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.SessionRoutes;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.web.WebPages;
import dev.gatehouse.bootstrap.logging.AuditFormat;
import dev.gatehouse.bootstrap.logging.LoggedAuditTrail;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.settings.Settings.LogFormat;
import dev.gatehouse.bootstrap.settings.Settings.PagesSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Opens Gatehouse as the settings say. */
public final class ConfiguredGatehouse {
  private static final Logger AUDIT = System.getLogger("dev.gatehouse.audit");
  private static final Logger LOG = System.getLogger(ConfiguredGatehouse.class.getName());

  private ConfiguredGatehouse() {}

  /**
   * Opens the provider, starts the features, and adds the pages to the API.
   *
   * @param variables all environment variables, for the features
   * @param more changes what the settings do not say
   */
  public static Gatehouse open(
      Settings settings,
      List<Feature> features,
      Map<String, String> variables,
      UnaryOperator<GatehouseBuilder> more) {
    GatehouseBuilder builder =
        Gatehouse.with(settings.provider())
            .features(features, variables)
            .api(settings.api())
            .verifier(settings.verifier())
            .limits(settings.limits())
            .passwordPolicy(settings.passwordPolicy())
            .takenUsernames(settings.takenUsernames())
            .stepUpAge(settings.stepUpAge())
            .acceptedTokens(settings.acceptedTokens())
            .sessionKey(settings.sessionKey())
            .sharedStore(settings.sharedStore())
            .audit(
                new LoggedAuditTrail(
                    line -> AUDIT.log(Level.INFO, line),
                    auditFormat(settings.logFormat()),
                    InstantSource.system(),
                    settings.masterKey(),
                    new SecureRandom()));
    Gatehouse gatehouse = more.apply(builder).open();
    gatehouse.api().servePages(pages(settings, gatehouse));
    return gatehouse;
  }

  private static List<Route> pages(Settings settings, Gatehouse gatehouse) {
    PagesSettings pages = settings.pages();
    if (pages == null) {
      return List.of();
    }
    EmbeddedIdentityProvider embedded = gatehouse.embedded();
    WebPages.CapturedCodes capturedCodes = null;
    if (pages.capturedCodes() && embedded != null) {
      LOG.log(
          Level.WARNING,
          "DEV_CAPTURED_CODES is on: every user of this machine sees the codes of all users");
      capturedCodes = embedded::newestCode;
    }
    SessionRoutes sessions = new SessionRoutes(gatehouse.useCases(), settings.api());
    return new WebPages(pages.web(), sessions::under, capturedCodes).routes();
  }

  private static AuditFormat auditFormat(LogFormat format) {
    return switch (format) {
      case TEXT -> AuditFormat.PLAIN;
      case JSON -> AuditFormat.ECS;
    };
  }
}
