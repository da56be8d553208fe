package dev.gatehouse.adapter.jwt.key;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of an issuer's key set.
 *
 * @param issuer the issuer, as in the {@code iss} claim
 * @param keys the number of usable keys
 * @param age the time since the last successful fetch; null before the first
 * @param fetches the number of successful fetches
 * @param failures the number of failed fetches
 */
public record KeySetState(
    String issuer, int keys, @Nullable Duration age, long fetches, long failures) {}
