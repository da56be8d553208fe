package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

final class TracingDesk {
  void trace(Exception e) {
    e.printStackTrace();
  }
}
