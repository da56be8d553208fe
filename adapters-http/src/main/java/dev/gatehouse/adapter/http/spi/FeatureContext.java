package dev.gatehouse.adapter.http.spi;

import java.time.InstantSource;

/**
 * What a feature is started with.
 *
 * @param settings its environment variables
 * @param clock tells the current time
 */
public record FeatureContext(FeatureSettings settings, InstantSource clock) {}
