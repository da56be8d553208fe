package dev.gatehouse.testkit.architecture.miniature.adapter.kiosk;

import dev.gatehouse.testkit.architecture.miniature.adapter.desk.Desk;
import dev.gatehouse.testkit.architecture.miniature.domain.usecase.Booking;

final class DeskMaker {
  Desk make(Booking booking) {
    return new Desk(booking);
  }
}
