package dev.gatehouse.testkit.architecture.miniature.application;

import dev.gatehouse.testkit.architecture.miniature.domain.BookingOutcome.Taken;

final class BookingUseCaseTest {
  final BookingUseCase fullLodge = new BookingUseCase((_, _) -> new Taken());
}
