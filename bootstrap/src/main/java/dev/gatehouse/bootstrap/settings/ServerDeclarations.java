package dev.gatehouse.bootstrap.settings;

import static java.util.Map.entry;

import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.adapter.jwt.JweChallengeSessions;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.settings.Settings.LogFormat;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.account.RegistrationConfirmation;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The settings of the server, in the order of the documentation. */
final class ServerDeclarations {
  private static final String HOST_FORM = "an IP address or a host name to listen on";
  static final String URL_FORM = "an http or https URL such as https://auth.example.com";
  private static final Pattern ISSUER_NAME = Pattern.compile("[^:\\p{Cntrl}]{1,64}");

  static final Setting<Integer> PORT =
      Setting.number("PORT", 8080, 1, 65_535, "the port of the server");
  static final Setting<String> HOST =
      Setting.of(
          "HOST",
          "127.0.0.1",
          ListenAddress::parseHost,
          HOST_FORM,
          "the address that the server listens on; `0.0.0.0` for all addresses of the machine");
  static final Setting<@Nullable URI> PUBLIC_URL =
      Setting.optional(
          "PUBLIC_URL",
          "`http://HOST:PORT`, with a loopback address if `HOST` is `0.0.0.0` or `::`",
          HttpUrls::parseBase,
          URL_FORM,
          "the URL of the server for clients and browsers; also the issuer of the embedded"
              + " provider. With https the cookie of the pages is `Secure`. It may have a path,"
              + " such as https://example.com/auth, which the proxy may remove");
  static final Setting<List<String>> CORS_ORIGINS =
      Setting.list(
          "CORS_ORIGINS",
          "none",
          HttpUrls::parseOrigin,
          "exact origins such as https://app.example.com",
          "origins of other sites whose pages may call the API, comma-separated");
  static final Setting<List<String>> TRUSTED_PROXIES =
      Setting.list(
          "TRUSTED_PROXIES",
          "none",
          Setting.checked(TrustedProxies::isBlock),
          "address blocks such as 10.0.0.0/8",
          "addresses and blocks of your proxies. The client's address is then the rightmost"
              + " address in their `FORWARDED_HEADER` that is not a proxy");
  static final Setting<TrustedProxies.Header> FORWARDED_HEADER =
      Setting.choice(
          "FORWARDED_HEADER",
          "the header that the proxies set. The other one is ignored",
          entry("x-forwarded-for", TrustedProxies.Header.X_FORWARDED_FOR),
          entry("forwarded", TrustedProxies.Header.FORWARDED));
  static final SequencedMap<Limit, Setting<Integer>> LIMITS = LimitDeclarations.all();
  static final Setting<@Nullable SecretKey> SESSION_KEY =
      Setting.secret(
          "SESSION_KEY",
          "new at each start",
          ServerDeclarations::sessionKey,
          "32 random bytes in Base64, as openssl rand -base64 32 prints them",
          "encrypts the state of unfinished logins. Set the same key on all servers");
  static final Setting<@Nullable MasterKey> MASTER_KEY =
      Setting.secret(
          MasterKeyFile.SETTING,
          "none",
          MasterKeyFile::parse,
          "32 random bytes in Base64, as openssl rand -base64 32 prints them, or file: and the path"
              + " of a file with them",
          "seals the signing keys and the key of authenticator apps in `DATA_DIR`, and hashes the"
              + " names in the audit trail. Set the same key on all servers");
  static final Setting<String> TOTP_ISSUER =
      Setting.text(
          "TOTP_ISSUER",
          "Gatehouse",
          ISSUER_NAME.asMatchPredicate(),
          "a name of up to 64 characters, without a colon",
          "the name of the service on the pages and in authenticator apps");
  static final Setting<Set<TokenUse>> ACCEPTED_TOKENS =
      Setting.choice(
          "ACCEPTED_TOKENS",
          "the tokens that guarded endpoints accept",
          entry("id", Set.of(TokenUse.ID)),
          entry("access", Set.of(TokenUse.ACCESS)),
          entry("both", Set.of(TokenUse.ID, TokenUse.ACCESS)));
  static final Setting<Integer> CLOCK_SKEW_SECONDS =
      Setting.number(
          "CLOCK_SKEW_SECONDS",
          5,
          0,
          60,
          "the allowed difference between the clocks of the issuer and the server");
  static final Setting<Integer> TOKEN_CACHE_SIZE =
      Setting.number(
          "TOKEN_CACHE_SIZE",
          10_000,
          0,
          1_000_000,
          "the number of verified tokens in the cache, each of up to 2 KiB; longer ones count"
              + " several times; `0` for no cache");
  static final Setting<PasswordPolicy> PASSWORD_POLICY =
      Setting.choice(
          "PASSWORD_POLICY",
          "`composed`: a new password has 8 characters with upper case, lower case and a digit."
              + " `passphrase`: it has 15 characters of any kind",
          entry("composed", PasswordPolicy.COMPOSED),
          entry("passphrase", PasswordPolicy.PASSPHRASE));
  static final Setting<RegistrationConfirmation> REGISTRATION_CONFIRMATION =
      Setting.choice(
          "REGISTRATION_CONFIRMATION",
          "`auto`: users can log in at once. `code`: users confirm the registration with a code",
          entry("auto", RegistrationConfirmation.AUTO),
          entry("code", RegistrationConfirmation.CODE));
  static final Setting<TakenUsernames> HIDE_TAKEN_USERNAMES =
      Setting.choice(
          "HIDE_TAKEN_USERNAMES",
          "`true`: no response shows whether a name is taken or its registration is not confirmed."
              + " For pools whose user names are e-mail addresses; only with"
              + " `REGISTRATION_CONFIRMATION=code`",
          entry("false", TakenUsernames.TOLD),
          entry("true", TakenUsernames.HIDDEN));
  static final Setting<Integer> STEP_UP_MINUTES =
      Setting.number(
          "STEP_UP_MINUTES",
          10,
          0,
          1440,
          "how long after a login a user can change how the account is proven or reached without"
              + " the password; `0` for no limit");
  static final Setting<Integer> SHUTDOWN_GRACE_SECONDS =
      Setting.number(
          "SHUTDOWN_GRACE_SECONDS",
          10,
          0,
          3600,
          "how long requests in progress may take after SIGTERM");
  static final Setting<Integer> MANAGEMENT_PORT =
      Setting.number(
          "MANAGEMENT_PORT",
          0,
          0,
          65_535,
          "the port of the management server, another one than `PORT`; `0` turns it off");
  static final Setting<String> MANAGEMENT_HOST =
      Setting.of(
          "MANAGEMENT_HOST",
          "127.0.0.1",
          ListenAddress::parseHost,
          HOST_FORM,
          "the address that the management server listens on. Clients must call it by an IP"
              + " address, `localhost` or this name");
  static final Setting<Boolean> WEB_PAGES =
      Setting.choice(
          "WEB_PAGES",
          "`off` turns off the pages and the endpoints under `/session`",
          entry("on", true),
          entry("off", false));
  static final Setting<Boolean> DEV_CAPTURED_CODES =
      Setting.choice(
          "DEV_CAPTURED_CODES",
          "`on`: the pages show the codes of the embedded provider. For development only; refused"
              + " with another `HOST` than a loopback address, `TRUSTED_PROXIES`, an https"
              + " `PUBLIC_URL` or a user pool",
          entry("off", false),
          entry("on", true));
  static final Setting<String> LOG_LEVEL =
      Setting.of(
          "LOG_LEVEL",
          "INFO",
          text ->
              Setting.checked(Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE")::contains)
                  .apply(text.toUpperCase(Locale.ROOT)),
          "ERROR, WARN, INFO, DEBUG or TRACE",
          "the least severe level that is logged. `DEBUG` shows why a token was refused");
  static final Setting<LogFormat> LOG_FORMAT =
      Setting.choice(
          "LOG_FORMAT",
          "`json` writes JSON lines with the fields of the Elastic Common Schema",
          entry("text", LogFormat.TEXT),
          entry("json", LogFormat.JSON));

  static final List<Setting<?>> ALL =
      Stream.<Stream<? extends Setting<?>>>of(
              Stream.of(PORT, HOST, PUBLIC_URL, CORS_ORIGINS, TRUSTED_PROXIES, FORWARDED_HEADER),
              LIMITS.values().stream(),
              Stream.of(
                  SESSION_KEY,
                  MASTER_KEY,
                  TOTP_ISSUER,
                  ACCEPTED_TOKENS,
                  CLOCK_SKEW_SECONDS,
                  TOKEN_CACHE_SIZE,
                  PASSWORD_POLICY,
                  REGISTRATION_CONFIRMATION,
                  HIDE_TAKEN_USERNAMES,
                  STEP_UP_MINUTES,
                  SHUTDOWN_GRACE_SECONDS,
                  MANAGEMENT_PORT,
                  MANAGEMENT_HOST,
                  WEB_PAGES,
                  DEV_CAPTURED_CODES,
                  LOG_LEVEL,
                  LOG_FORMAT))
          .<Setting<?>>flatMap(settings -> settings)
          .toList();

  private ServerDeclarations() {}

  private static SecretKey sessionKey(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length != JweChallengeSessions.KEY_BYTES) {
      throw new IllegalArgumentException("another length");
    }
    return new SecretKeySpec(bytes, "AES");
  }
}
