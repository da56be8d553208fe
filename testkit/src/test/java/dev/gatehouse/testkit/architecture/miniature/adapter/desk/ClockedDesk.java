package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import java.time.InstantSource;
import java.util.function.Supplier;

final class ClockedDesk {
  final Supplier<InstantSource> clock = InstantSource::system;
}
