package dev.gatehouse.testkit.architecture.miniature.domain.port;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;

public interface Ledger {
  BookingOutcome enter(Room room, DoorCode code);
}
