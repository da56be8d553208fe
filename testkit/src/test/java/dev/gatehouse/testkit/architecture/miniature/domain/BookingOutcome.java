package dev.gatehouse.testkit.architecture.miniature.domain;

public sealed interface BookingOutcome {
  record Booked(Room room) implements BookingOutcome {}

  sealed interface Refused extends BookingOutcome {}

  record Taken() implements Refused {}

  record ExpiredToken() implements Refused {}
}
