package dev.gatehouse.domain.token;

import java.time.Duration;

/**
 * The tokens that a login returns.
 *
 * @param idToken says who the user is
 * @param accessToken says what the client may do
 * @param refreshToken is exchanged for new tokens
 * @param expiresIn the lifetime of the ID and access tokens from their issue; positive
 */
public record Tokens(
    IdToken idToken, AccessToken accessToken, RefreshToken refreshToken, Duration expiresIn) {}
