package dev.gatehouse.testkit.architecture.miniature.domain.usecase;

public interface Calling {
  void call(String name);
}
