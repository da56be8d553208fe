package dev.gatehouse.domain.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a refresh returns.
 *
 * @param idToken says who the user is
 * @param accessToken says what the client may do
 * @param refreshToken replaces the old refresh token; null if the old one stays valid
 * @param expiresIn the lifetime of the ID and access tokens from their issue; positive
 */
public record RefreshedTokens(
    IdToken idToken,
    AccessToken accessToken,
    @Nullable RefreshToken refreshToken,
    Duration expiresIn) {}
