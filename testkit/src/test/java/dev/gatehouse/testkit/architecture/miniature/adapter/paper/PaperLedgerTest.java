package dev.gatehouse.testkit.architecture.miniature.adapter.paper;

import dev.gatehouse.testkit.architecture.miniature.LedgerContract;
import dev.gatehouse.testkit.architecture.miniature.domain.port.Ledger;
import java.time.InstantSource;

final class PaperLedgerTest extends LedgerContract {
  @Override
  protected Ledger ledger() {
    return PaperLedger.blank(InstantSource.system());
  }
}
