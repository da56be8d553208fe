package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.OutboundProxy;
import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.redis.SharedStoreSettings;
import dev.gatehouse.adapter.web.WebSettings;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.domain.MasterKey;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.token.TokenUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of the process.
 *
 * @param server the address of the server
 * @param api the settings of the API
 * @param provider the identity provider
 * @param pages the pages; null for none
 * @param passwordPolicy the rules for new passwords
 * @param takenUsernames the response to a registration with a taken name
 * @param stepUpAge how long a login counts as recent for changes of the account; zero for ever
 * @param acceptedTokens the token uses that guarded routes accept
 * @param verifier how tokens are verified
 * @param limits the rate limits
 * @param sessionKey encrypts the state of unfinished logins; null for a new key at each start
 * @param masterKey protects other keys, and hashes names in the audit trail; null for none
 * @param sharedStore what several nodes share; null if the node is alone
 * @param management the address of the management server; null for none
 * @param logFormat how log lines are written
 * @param shutdownGrace how long requests in progress may take at the end
 * @param publicUrlIsDerived whether the URL for browsers was derived from the address of the server
 * @param proxy the proxies for outbound calls
 */
public record Settings(
    ServerSettings server,
    ApiSettings api,
    ProviderSettings provider,
    @Nullable PagesSettings pages,
    PasswordPolicy passwordPolicy,
    TakenUsernames takenUsernames,
    Duration stepUpAge,
    Set<TokenUse> acceptedTokens,
    VerifierSettings verifier,
    Limits limits,
    @Nullable SecretKey sessionKey,
    @Nullable MasterKey masterKey,
    @Nullable SharedStoreSettings sharedStore,
    @Nullable ListenAddress management,
    LogFormat logFormat,
    Duration shutdownGrace,
    boolean publicUrlIsDerived,
    OutboundProxy proxy) {
  /**
   * The settings of the pages.
   *
   * @param web the pages
   * @param capturedCodes whether the pages show captured codes, for development
   */
  public record PagesSettings(WebSettings web, boolean capturedCodes) {}

  /** The format of log lines. */
  public enum LogFormat {
    /** Text. */
    TEXT,
    /** JSON with the fields of the Elastic Common Schema. */
    JSON
  }

  /** The result of reading the environment. */
  public sealed interface Reading {
    /** Returns the value of each setting; wrong values as they are. */
    List<EffectiveSetting> effective();

    /**
     * Returns the settings.
     *
     * @throws CommandFailedException if a setting is wrong
     */
    default Settings valid() {
      return switch (this) {
        case Valid(var settings, _) -> settings;
        case Invalid(var complaints, _) -> throw CommandFailedException.wrongUse(complaints);
      };
    }

    /** All settings are valid. */
    record Valid(Settings settings, List<EffectiveSetting> effective) implements Reading {}

    /**
     * Some settings are wrong: one line for each, with the variable, its value (unless it is a
     * secret) and the allowed values.
     */
    record Invalid(List<String> complaints, List<EffectiveSetting> effective) implements Reading {}
  }
}
