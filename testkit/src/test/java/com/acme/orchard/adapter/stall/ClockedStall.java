package com.acme.orchard.adapter.stall;

import java.time.Instant;

final class ClockedStall {
  Instant opened() {
    return Instant.now();
  }
}
