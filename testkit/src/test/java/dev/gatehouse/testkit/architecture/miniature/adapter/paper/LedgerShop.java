package dev.gatehouse.testkit.architecture.miniature.adapter.paper;

import dev.gatehouse.testkit.architecture.miniature.domain.port.Ledger;
import java.time.InstantSource;

final class LedgerShop {
  Ledger sell(InstantSource clock) {
    return PaperLedger.blank(clock);
  }
}
