package dev.gatehouse.adapter.jwt.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of an issuer's key set.
 *
 * @param issuer the issuer, as in the {@code iss} claim
 * @param keys the number of usable keys
 * @param fetchedAt the time of the last successful fetch; null before the first
 * @param fetches the number of successful fetches
 * @param failures the number of failed fetches
 */
public record KeySetState(
    String issuer, int keys, @Nullable Instant fetchedAt, long fetches, long failures) {}
