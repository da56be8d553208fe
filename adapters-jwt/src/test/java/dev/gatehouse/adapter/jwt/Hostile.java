package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import java.time.Instant;

/**
 * A token that must be refused.
 *
 * @param name what it is
 * @param reason what it must be refused for
 * @param asked the use that is asked for
 * @param now when it is shown
 */
record Hostile(String name, BearerToken token, TokenRefusal reason, TokenUse asked, Instant now) {}
