package dev.gatehouse.testkit.architecture.miniature.domain.usecase;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;

public interface Booking {
  BookingOutcome book(Room room, DoorCode code);
}
