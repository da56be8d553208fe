package dev.gatehouse.application;

import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.port.UserEvents;
import java.time.InstantSource;

/** The outbound ports, the clock and the pause that the use cases need. */
public record Ports(
    IdentityProvider provider,
    TokenVerifier verifier,
    RevokedTokens revoked,
    AttemptLimiter limiter,
    KnownAddresses knownAddresses,
    ChallengeSessions challengeSessions,
    UserEvents userEvents,
    AuditTrail audit,
    InstantSource clock,
    Pause pause) {}
