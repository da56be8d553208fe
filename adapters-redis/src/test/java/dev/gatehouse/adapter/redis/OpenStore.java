package dev.gatehouse.adapter.redis;

import java.time.Duration;

/** Opens stores for tests. */
final class OpenStore {
  /** On a busy machine, a first attempt can take longer than a store waits for it. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

  private OpenStore() {}

  /** Opens a store and waits until it answers. */
  static SharedStore of(String url) {
    return of(SharedStoreSettings.parse(url));
  }

  static SharedStore of(SharedStoreSettings settings) {
    SharedStore store = SharedStore.open(settings);
    Eventually.within(ANSWERS_WITHIN, store::isAvailable);
    return store;
  }
}
