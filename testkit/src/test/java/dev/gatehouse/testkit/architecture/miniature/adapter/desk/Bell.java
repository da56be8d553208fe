package dev.gatehouse.testkit.architecture.miniature.adapter.desk;

public interface Bell {
  void ring();
}
