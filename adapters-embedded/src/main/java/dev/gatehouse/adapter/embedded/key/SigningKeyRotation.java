package dev.gatehouse.adapter.embedded.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation of the embedded provider's signing key brings about.
 *
 * @param keyId the new key's id: the {@code kid} of the tokens that it signs
 * @param signsFrom when the new key takes over; it is published already
 * @param previousPublishedUntil until when the key that it replaces stays published, which is past
 *     the last expiry of its tokens; null where there was none to replace
 */
public record SigningKeyRotation(
    String keyId, Instant signsFrom, @Nullable Instant previousPublishedUntil) {}
