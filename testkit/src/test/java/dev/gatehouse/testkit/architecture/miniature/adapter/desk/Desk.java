package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;
import dev.gatehouse.testkit.architecture.miniature.domain.usecase.Booking;

public final class Desk {
  private final Booking booking;

  public Desk(Booking booking) {
    this.booking = booking;
  }

  public static Desk openedFor(Booking booking) {
    return new Desk(booking);
  }

  public BookingOutcome ask(Room room, DoorCode code) {
    return booking.book(room, code);
  }
}
