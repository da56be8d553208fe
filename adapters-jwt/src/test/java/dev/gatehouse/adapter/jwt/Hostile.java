package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import java.time.Instant;

/**
 * A token that must be refused.
 *
 * @param name the name of the test case
 * @param reason the expected reason of the refusal
 * @param asked the accepted use
 * @param now the time of the verification
 */
record Hostile(String name, BearerToken token, TokenRefusal reason, TokenUse asked, Instant now) {}
