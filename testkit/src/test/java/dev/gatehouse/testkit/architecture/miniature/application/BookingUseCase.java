package dev.gatehouse.testkit.architecture.miniature.application;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;
import dev.gatehouse.testkit.architecture.miniature.domain.port.Ledger;
import dev.gatehouse.testkit.architecture.miniature.domain.usecase.Booking;

public final class BookingUseCase implements Booking {
  private final Ledger ledger;

  public BookingUseCase(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public BookingOutcome book(Room room, DoorCode code) {
    return ledger.enter(room, code);
  }
}
