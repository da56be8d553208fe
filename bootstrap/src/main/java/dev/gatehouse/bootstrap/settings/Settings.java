package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.adapter.http.ApiSettings;
import dev.gatehouse.adapter.http.server.ManagementSettings;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.jwt.VerifierSettings;
import dev.gatehouse.adapter.web.WebSettings;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.token.TokenUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * How this process is to run, checked.
 *
 * @param server where it listens
 * @param api what the API needs to know of where it runs
 * @param provider who keeps the users
 * @param pages what people see in a browser; null for nothing
 * @param takenUsernames what a registration of a taken name is told
 * @param acceptedTokens the token uses that guarded endpoints take
 * @param verifier how tokens are verified
 * @param limits how many attempts are allowed
 * @param sessionKey seals what clients bring back with the answer to a challenge; null for a key of
 *     this start alone
 * @param management where operators' tools look; null for nowhere
 * @param logFormat how log lines are written
 * @param shutdownGrace how long requests in flight may finish
 */
public record Settings(
    ServerSettings server,
    ApiSettings api,
    ProviderSettings provider,
    @Nullable PagesSettings pages,
    TakenUsernames takenUsernames,
    Set<TokenUse> acceptedTokens,
    VerifierSettings verifier,
    Limits limits,
    @Nullable SecretKey sessionKey,
    @Nullable ManagementSettings management,
    LogFormat logFormat,
    Duration shutdownGrace) {
  /**
   * What people see in a browser.
   *
   * @param web where the pages are
   * @param capturedCodes whether they show codes that would have been mailed, for development
   */
  public record PagesSettings(WebSettings web, boolean capturedCodes) {}

  /** How log lines are written. */
  public enum LogFormat {
    /** For people. */
    TEXT,
    /** For collectors: JSON, by the Elastic Common Schema. */
    JSON
  }

  /** What the environment holds. */
  public sealed interface Reading {
    /** What each variable comes to, wrong ones as they are. */
    List<EffectiveSetting> effective();

    /**
     * The settings.
     *
     * @throws CommandFailedException if some are wrong
     */
    default Settings valid() {
      return switch (this) {
        case Valid(var settings, _) -> settings;
        case Invalid(var complaints, _) -> throw CommandFailedException.wrongUse(complaints);
      };
    }

    /** Settings to run with. */
    record Valid(Settings settings, List<EffectiveSetting> effective) implements Reading {}

    /**
     * No settings: one line per wrong variable, which names it, what it holds (secrets never) and
     * what it may hold.
     */
    record Invalid(List<String> complaints, List<EffectiveSetting> effective) implements Reading {}
  }
}
