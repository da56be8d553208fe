package dev.gatehouse.application;

import dev.gatehouse.domain.Ticker;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.RevocationLog;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.port.UserEvents;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * The outbound ports, the clock, the ticker and the pause that the use cases need.
 *
 * @param afterResponse runs work after the response, so that its time says nothing. It reports and
 *     counts failures. If it has no space, it throws {@link
 *     dev.gatehouse.domain.IdentityProviderUnavailableException}.
 */
public record Ports(
    IdentityProvider provider,
    TokenVerifier verifier,
    RevokedTokens revoked,
    RevocationLog revocationLog,
    AttemptLimiter limiter,
    KnownAddresses knownAddresses,
    ChallengeSessions challengeSessions,
    UserEvents userEvents,
    AuditTrail audit,
    InstantSource clock,
    Ticker ticker,
    Pause pause,
    Executor afterResponse) {}
