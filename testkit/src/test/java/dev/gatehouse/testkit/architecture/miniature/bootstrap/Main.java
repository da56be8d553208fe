package dev.gatehouse.testkit.architecture.miniature.bootstrap;

import dev.gatehouse.testkit.architecture.miniature.adapter.desk.Desk;
import dev.gatehouse.testkit.architecture.miniature.adapter.kiosk.Kiosk;
import dev.gatehouse.testkit.architecture.miniature.adapter.paper.PaperLedger;
import dev.gatehouse.testkit.architecture.miniature.application.BookingUseCase;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;
import java.time.InstantSource;

final class Main {
  private Main() {}

  static void open() {
    Desk desk = new Desk(new BookingUseCase(PaperLedger.blank(InstantSource.system())));
    System.out.println(new Kiosk(desk).touch(new Room(1, null), new DoorCode("1234")));
  }
}
