package dev.gatehouse.bootstrap.settings;

import static dev.gatehouse.bootstrap.settings.ServerDeclarations.ACCEPTED_TOKENS;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.CLOCK_SKEW_SECONDS;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.CORS_ORIGINS;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.DEV_CAPTURED_CODES;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.FORWARDED_HEADER;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.HIDE_TAKEN_USERNAMES;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.HOST;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.LIMITS;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.LOG_FORMAT;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.MANAGEMENT_HOST;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.MANAGEMENT_PORT;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.MASTER_KEY;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.PASSWORD_POLICY;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.PORT;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.PUBLIC_URL;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.REGISTRATION_CONFIRMATION;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.SESSION_KEY;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.SHUTDOWN_GRACE_SECONDS;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.STEP_UP_MINUTES;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.TOKEN_CACHE_SIZE;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.TOTP_ISSUER;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.TRUSTED_PROXIES;
import static dev.gatehouse.bootstrap.settings.ServerDeclarations.WEB_PAGES;

import dev.gatehouse.OutboundProxy;
import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.web.WebSettings;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.settings.Settings.PagesSettings;
import dev.gatehouse.bootstrap.settings.Settings.Reading;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings from environment variables, and reports all errors at once. */
public final class SettingsReader {
  /** All settings of Gatehouse, in the order of the documentation. */
  static final List<Setting<?>> DECLARED =
      Stream.of(
              ServerDeclarations.ALL,
              ProviderDeclarations.ALL,
              QuotaDeclarations.ALL,
              SharedStoreDeclarations.ALL,
              ProxyDeclarations.ALL)
          .flatMap(List::stream)
          .toList();

  private final Environment environment;

  private SettingsReader(Environment environment) {
    this.environment = environment;
  }

  /**
   * Reads and checks the settings of Gatehouse and of its features.
   *
   * @param variables all environment variables
   */
  public static Reading read(Map<String, String> variables, List<Feature> features) {
    List<Setting<?>> declared = new ArrayList<>(DECLARED);
    features.forEach(feature -> declared.addAll(feature.settings()));
    Environment environment = new Environment(declared, OutboundProxy.inUpperCase(variables));
    Set<String> own = DECLARED.stream().map(Setting::name).collect(Collectors.toSet());
    for (Setting<?> setting : declared.subList(DECLARED.size(), declared.size())) {
      if (own.contains(setting.name())) {
        environment.complain("a feature has the setting " + setting.name() + ", as Gatehouse does");
      }
    }
    Settings settings = new SettingsReader(environment).settings();
    return settings == null || !environment.complaints().isEmpty()
        ? new Reading.Invalid(environment.complaints(), environment.effective())
        : new Reading.Valid(settings, environment.effective());
  }

  private @Nullable Settings settings() {
    ListenAddress address = new ListenAddress(environment.get(HOST), environment.get(PORT));
    URI publicUrl = withoutSlash(environment.get(PUBLIC_URL, address.url()));
    RegistrationConfirmation confirmation = environment.get(REGISTRATION_CONFIRMATION);
    ProviderSettings provider =
        new ProviderSettingsReader(environment).read(publicUrl, confirmation);
    Set<TokenUse> acceptedTokens = environment.get(ACCEPTED_TOKENS);
    ApiSettings api =
        new ApiSettings(
            new TrustedProxies(environment.get(TRUSTED_PROXIES), environment.get(FORWARDED_HEADER)),
            environment.get(TOTP_ISSUER));
    PagesSettings pages = pages(publicUrl, api, acceptedTokens);
    TakenUsernames takenUsernames = takenUsernames(confirmation);
    ListenAddress management = management(address);
    if (environment.get(DEV_CAPTURED_CODES)) {
      rejectExposedCapturedCodes(address, publicUrl, pages != null, provider);
    }
    return provider == null
        ? null
        : new Settings(
            new ServerSettings(
                address, Set.copyOf(environment.get(CORS_ORIGINS)), publicUrl.getRawPath()),
            api,
            provider,
            pages,
            environment.get(PASSWORD_POLICY),
            takenUsernames,
            Duration.ofMinutes(environment.get(STEP_UP_MINUTES)),
            acceptedTokens,
            new VerifierSettings(
                Duration.ofSeconds(environment.get(CLOCK_SKEW_SECONDS)),
                environment.get(TOKEN_CACHE_SIZE)),
            limits(),
            environment.get(SESSION_KEY),
            environment.get(MASTER_KEY),
            SharedStoreDeclarations.read(environment, provider),
            management,
            environment.get(LOG_FORMAT),
            Duration.ofSeconds(environment.get(SHUTDOWN_GRACE_SECONDS)),
            !environment.isSet(PUBLIC_URL),
            ProxyDeclarations.read(environment));
  }

  /** Removes a slash at the end, because paths are appended. */
  private static URI withoutSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }

  private @Nullable PagesSettings pages(
      URI publicUrl, ApiSettings api, Set<TokenUse> acceptedTokens) {
    if (!environment.get(WEB_PAGES)) {
      return null;
    }
    TokenUse profileToken = acceptedTokens.contains(TokenUse.ID) ? TokenUse.ID : TokenUse.ACCESS;
    return new PagesSettings(
        new WebSettings(
            publicUrl, api.totpIssuer(), profileToken, environment.get(PASSWORD_POLICY)),
        environment.get(DEV_CAPTURED_CODES));
  }

  /** Everyone who sees the codes can take over any account. */
  private void rejectExposedCapturedCodes(
      ListenAddress address, URI publicUrl, boolean pages, @Nullable ProviderSettings provider) {
    List<String> reasons = new ArrayList<>();
    if (!address.isLoopback()) {
      reasons.add("HOST is not a loopback address");
    }
    if (environment.isSet(TRUSTED_PROXIES)) {
      reasons.add("TRUSTED_PROXIES is set");
    }
    if ("https".equals(publicUrl.getScheme())) {
      reasons.add("PUBLIC_URL is https");
    }
    if (provider instanceof ProviderSettings.Cognito) {
      reasons.add("a user pool sends its codes itself");
    }
    if (!pages) {
      reasons.add("WEB_PAGES is off");
    }
    if (!reasons.isEmpty()) {
      environment.complain(
          "DEV_CAPTURED_CODES is \"on\", which is for development only, but "
              + String.join(", and ", reasons));
    }
  }

  private @Nullable ListenAddress management(ListenAddress server) {
    int port = environment.get(MANAGEMENT_PORT);
    if (port == 0) {
      return null;
    }
    if (port == server.port()) {
      environment.complain(MANAGEMENT_PORT, Integer.toString(port), "another port than PORT");
    }
    return new ListenAddress(environment.get(MANAGEMENT_HOST), port);
  }

  /** If a taken name is hidden, the user must wait for a code instead. */
  private TakenUsernames takenUsernames(RegistrationConfirmation confirmation) {
    TakenUsernames names = environment.get(HIDE_TAKEN_USERNAMES);
    if (names == TakenUsernames.HIDDEN && confirmation != RegistrationConfirmation.CODE) {
      environment.complain(
          HIDE_TAKEN_USERNAMES, "true", "true only with REGISTRATION_CONFIRMATION=code");
    }
    return names;
  }

  private Limits limits() {
    return new Limits(
        LIMITS.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, limit -> environment.get(limit.getValue()))));
  }
}
