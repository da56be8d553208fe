package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.ManagementSettings;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.web.WebSettings;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.settings.Settings.LogFormat;
import dev.gatehouse.bootstrap.settings.Settings.PagesSettings;
import dev.gatehouse.bootstrap.settings.Settings.Reading;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads the settings from environment variables, and reports all errors at once. */
public final class SettingsReader {
  private static final Pattern HOST = Pattern.compile("[^\\s/?#@]{1,253}");
  private static final Pattern LOG_LEVEL =
      Pattern.compile("ERROR|WARN|INFO|DEBUG|TRACE", Pattern.CASE_INSENSITIVE);
  private static final Pattern ISSUER_NAME = Pattern.compile("[^:\\p{Cntrl}]{1,64}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s,*]+");

  private final Environment environment;

  private SettingsReader(Environment environment) {
    this.environment = environment;
  }

  public static Reading read(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    Settings settings = new SettingsReader(environment).settings();
    return settings == null || !environment.complaints().isEmpty()
        ? new Reading.Invalid(environment.complaints(), environment.effective())
        : new Reading.Valid(settings, environment.effective());
  }

  private @Nullable Settings settings() {
    ServerSettings server =
        new ServerSettings(host("HOST"), environment.number("PORT", 8080, 1, 65535), origins());
    RegistrationConfirmation confirmation =
        environment.oneOf("REGISTRATION_CONFIRMATION", "auto", "auto", "code").equals("code")
            ? RegistrationConfirmation.CODE
            : RegistrationConfirmation.AUTO;
    TakenUsernames takenUsernames = takenUsernames(confirmation);
    ApiSettings api = api();
    Limits limits = limits();
    SecretKey sessionKey = sessionKey();
    Set<TokenUse> acceptedTokens =
        environment.checked(
            "ACCEPTED_TOKENS",
            "id",
            SettingsReader::tokenUses,
            uses -> !uses.isEmpty(),
            "id, access or both");
    VerifierSettings verifier =
        new VerifierSettings(
            Duration.ofSeconds(environment.number("CLOCK_SKEW_SECONDS", 5, 0, 60)),
            environment.number("TOKEN_CACHE_SIZE", 10_000, 0, 1_000_000));
    ManagementSettings management = management(server);
    LogFormat logFormat = logFormat();
    Duration grace = Duration.ofSeconds(environment.number("SHUTDOWN_GRACE_SECONDS", 10, 0, 3600));
    String publicUrl = publicUrl(server);
    ProviderSettings provider =
        new ProviderSettingsReader(environment).read(publicUrl, confirmation);
    PagesSettings pages = pages(URI.create(publicUrl), api, acceptedTokens, provider);
    return provider == null
        ? null
        : new Settings(
            server,
            api,
            provider,
            pages,
            takenUsernames,
            acceptedTokens,
            verifier,
            limits,
            sessionKey,
            management,
            logFormat,
            grace);
  }

  private @Nullable PagesSettings pages(
      URI publicUrl,
      ApiSettings api,
      Set<TokenUse> acceptedTokens,
      @Nullable ProviderSettings provider) {
    boolean pages = isOn("WEB_PAGES", "on");
    boolean capturedCodes = isOn("DEV_CAPTURED_CODES", "off");
    if (capturedCodes) {
      rejectExposedCapturedCodes(publicUrl, pages, provider);
    }
    if (!pages) {
      return null;
    }
    TokenUse profileToken = acceptedTokens.contains(TokenUse.ID) ? TokenUse.ID : TokenUse.ACCESS;
    return new PagesSettings(
        new WebSettings(publicUrl, api.totpIssuer(), profileToken), capturedCodes);
  }

  /** Everyone who sees the codes can take over any account. */
  private void rejectExposedCapturedCodes(
      URI publicUrl, boolean pages, @Nullable ProviderSettings provider) {
    List<String> reasons = new ArrayList<>();
    if (environment.has("TRUSTED_PROXIES")) {
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

  private boolean isOn(String name, String otherwise) {
    return environment.oneOf(name, otherwise, "on", "off").equals("on");
  }

  private String host(String name) {
    return environment.matching(
        name, "127.0.0.1", HOST.asMatchPredicate(), "an address or a name to listen on");
  }

  private @Nullable ManagementSettings management(ServerSettings server) {
    String host = host("MANAGEMENT_HOST");
    if (!environment.has("MANAGEMENT_PORT")) {
      environment.note("MANAGEMENT_PORT", "");
      return null;
    }
    int port = environment.number("MANAGEMENT_PORT", 0, 1, 65535);
    if (port == server.port()) {
      environment.complain("MANAGEMENT_PORT", Integer.toString(port), "another port than PORT");
    }
    return new ManagementSettings(host, port);
  }

  /** The logging library reads both variables itself, but does not report wrong values. */
  private LogFormat logFormat() {
    environment.matching(
        "LOG_LEVEL", "INFO", LOG_LEVEL.asMatchPredicate(), "ERROR, WARN, INFO, DEBUG or TRACE");
    return environment.oneOf("LOG_FORMAT", "text", "text", "json").equals("json")
        ? LogFormat.JSON
        : LogFormat.TEXT;
  }

  /** If a taken name is hidden, the user must wait for a code instead. */
  private TakenUsernames takenUsernames(RegistrationConfirmation confirmation) {
    boolean hidden =
        environment.oneOf("HIDE_TAKEN_USERNAMES", "false", "true", "false").equals("true");
    if (hidden && confirmation != RegistrationConfirmation.CODE) {
      environment.complain(
          "HIDE_TAKEN_USERNAMES", "true", "true only with REGISTRATION_CONFIRMATION=code");
    }
    return hidden ? TakenUsernames.HIDDEN : TakenUsernames.TOLD;
  }

  private Set<String> origins() {
    return Set.copyOf(
        environment.list(
            "CORS_ORIGINS",
            ORIGIN.asMatchPredicate(),
            "exact origins such as https://app.example.com"));
  }

  private ApiSettings api() {
    return new ApiSettings(
        new TrustedProxies(
            environment.list(
                "TRUSTED_PROXIES", TrustedProxies::isBlock, "address blocks such as 10.0.0.0/8")),
        environment.matching(
            "TOTP_ISSUER",
            "Gatehouse",
            ISSUER_NAME.asMatchPredicate(),
            "a name of up to 64 characters, without a colon"));
  }

  private Limits limits() {
    return new Limits(
        Stream.of(Limit.values())
            .collect(
                Collectors.toMap(
                    limit -> limit,
                    limit ->
                        environment.number(limit.name(), limit.defaultAttempts(), 0, 1_000_000))));
  }

  private @Nullable SecretKey sessionKey() {
    return environment.secret(
        "SESSION_KEY",
        text -> {
          byte[] bytes = Base64.getDecoder().decode(text);
          if (bytes.length != JweChallengeSessions.KEY_BYTES) {
            throw new IllegalArgumentException("another length");
          }
          return new SecretKeySpec(bytes, "AES");
        },
        "32 random bytes in Base64, as openssl rand -base64 32 prints them");
  }

  private static Set<TokenUse> tokenUses(String text) {
    return switch (text) {
      case "id" -> Set.of(TokenUse.ID);
      case "access" -> Set.of(TokenUse.ACCESS);
      case "both" -> Set.of(TokenUse.ID, TokenUse.ACCESS);
      default -> Set.of();
    };
  }

  /** Removes a slash at the end, because paths are appended. */
  private String publicUrl(ServerSettings server) {
    String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
    String url = environment.url("PUBLIC_URL", "http://" + host + ":" + server.port()).toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
