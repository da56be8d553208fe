package dev.gatehouse.testkit.architecture.miniature.application;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;
import dev.gatehouse.testkit.architecture.miniature.domain.usecase.Booking;

final class RivalUseCase implements Booking {
  @Override
  public BookingOutcome book(Room room, DoorCode code) {
    return new BookingOutcome.Taken();
  }
}
