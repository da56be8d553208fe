package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

final class LoudDesk {
  void shout() {
    System.err.println("next!");
  }
}
