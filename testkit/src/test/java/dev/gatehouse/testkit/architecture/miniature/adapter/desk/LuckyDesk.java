package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

import java.security.SecureRandom;

final class LuckyDesk {
  final SecureRandom random = new SecureRandom();
}
