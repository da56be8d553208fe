package dev.gatehouse.testkit.architecture.miniature.adapter.paper;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome;
import dev.gatehouse.testkit.architecture.miniature.domain.DoorCode;
import dev.gatehouse.testkit.architecture.miniature.domain.Room;
import dev.gatehouse.testkit.architecture.miniature.domain.port.Ledger;
import java.time.InstantSource;
import org.assertj.core.util.Strings;

public final class PaperLedger implements Ledger {
  private final InstantSource clock;

  private PaperLedger(InstantSource clock) {
    this.clock = clock;
  }

  public static PaperLedger blank(InstantSource clock) {
    return new PaperLedger(clock);
  }

  @Override
  public BookingOutcome enter(Room room, DoorCode code) {
    return Strings.isNullOrEmpty(code.reveal()) || clock.millis() < 0
        ? new BookingOutcome.Taken()
        : new BookingOutcome.Booked(room);
  }
}
