package dev.gatehouse.bootstrap;

import dev.gatehouse.bootstrap.Settings.ProviderSettings;
import java.util.List;

/** Whether the user pool and its client are set up as Gatehouse needs them. */
final class PoolExamination {
  private PoolExamination() {}

  static List<Finding> of(ProviderSettings.Cognito pool) {
    return List.of(Finding.ok("pool", pool.settings().userPoolId()));
  }
}
