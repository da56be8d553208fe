package dev.gatehouse.testkit.architecture.miniature.adapter.kiosk;

import dev.gatehouse.testkit.architecture.miniature.adapter.desk.Desk;
import dev.gatehouse.testkit.architecture.miniature.domain.usecase.Booking;
import java.util.function.Function;

final class DeskOpener {
  final Function<Booking, Desk> opener = Desk::openedFor;
}
