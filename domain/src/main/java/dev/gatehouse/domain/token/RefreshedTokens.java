package dev.gatehouse.domain.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a user holds after refreshing.
 *
 * @param idToken says who the user is
 * @param accessToken says what the bearer may do
 * @param refreshToken takes the place of the one that was given; null where that one stays in force
 * @param expiresIn how long the ID and access tokens live, counted from their issue; positive
 */
public record RefreshedTokens(
    IdToken idToken,
    AccessToken accessToken,
    @Nullable RefreshToken refreshToken,
    Duration expiresIn) {}
