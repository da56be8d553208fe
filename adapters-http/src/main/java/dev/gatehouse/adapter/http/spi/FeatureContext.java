package dev.gatehouse.adapter.http.spi;

import java.time.InstantSource;

/**
 * The context in which a feature starts.
 *
 * @param settings the settings of the feature
 * @param clock the source of the current time
 */
public record FeatureContext(SettingValues settings, InstantSource clock) {}
