package dev.gatehouse.testkit.architecture.miniature.application;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;
import dev.gatehouse.testkit.architecture.miniature.domain.port.Ledger;

final class BookingUseCaseTest {
  static final class FullLedger implements Ledger {
    @Override
    public BookingOutcome enter(Room room, DoorCode code) {
      return new BookingOutcome.Taken();
    }
  }
}
