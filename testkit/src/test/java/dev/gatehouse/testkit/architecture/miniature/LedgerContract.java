package dev.gatehouse.testkit.architecture.miniature;

import dev.gatehouse.testkit.architecture.miniature.domain.port.Ledger;

public abstract class LedgerContract {
  protected abstract Ledger ledger();
}
