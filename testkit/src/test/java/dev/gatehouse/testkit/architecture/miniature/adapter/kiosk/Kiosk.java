package dev.gatehouse.testkit.architecture.miniature.adapter.kiosk;

import dev.gatehouse.testkit.architecture.miniature.adapter.desk.Desk;
import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;

public final class Kiosk {
  private final Desk desk;

  public Kiosk(Desk desk) {
    this.desk = desk;
  }

  public BookingOutcome touch(Room room, DoorCode code) {
    return desk.ask(room, code);
  }
}
