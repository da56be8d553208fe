package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import java.util.Random;

final class LuckyDesk {
  final Random random = new Random();
}
