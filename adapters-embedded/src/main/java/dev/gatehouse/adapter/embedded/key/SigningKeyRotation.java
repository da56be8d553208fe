package dev.gatehouse.adapter.embedded.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rotation of the signing key.
 *
 * @param keyId the id of the new key: the {@code kid} of its tokens
 * @param signsFrom when the new key starts to sign; it is already published
 * @param previousPublishedUntil how long the old key stays published, which is longer than its
 *     tokens are valid; null if there was no old key
 */
public record SigningKeyRotation(
    String keyId, Instant signsFrom, @Nullable Instant previousPublishedUntil) {}
