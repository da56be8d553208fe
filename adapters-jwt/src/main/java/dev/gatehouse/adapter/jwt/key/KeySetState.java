package dev.gatehouse.adapter.jwt.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an issuer's key set is doing.
 *
 * @param issuer the issuer, as its tokens name it
 * @param keys how many usable keys are in force
 * @param fetchedAt when the set was last obtained; null before the first time
 * @param fetches how often it was obtained
 * @param failures how often it could not be
 */
public record KeySetState(
    String issuer, int keys, @Nullable Instant fetchedAt, long fetches, long failures) {}
