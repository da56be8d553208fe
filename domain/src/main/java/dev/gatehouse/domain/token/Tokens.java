package dev.gatehouse.domain.token;

import java.time.Duration;

/**
 * What a user holds after logging in.
 *
 * @param idToken says who the user is
 * @param accessToken says what the bearer may do
 * @param refreshToken buys new tokens
 * @param expiresIn how long the ID and access tokens live, counted from their issue; positive
 */
public record Tokens(
    IdToken idToken, AccessToken accessToken, RefreshToken refreshToken, Duration expiresIn) {}
