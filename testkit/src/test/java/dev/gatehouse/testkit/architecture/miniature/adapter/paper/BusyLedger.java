package dev.gatehouse.testkit.architecture.miniature.adapter.paper;

import dev.gatehouse.testkit.architecture.miniature.application.BookingUseCase;

record BusyLedger(BookingUseCase useCase) {}
