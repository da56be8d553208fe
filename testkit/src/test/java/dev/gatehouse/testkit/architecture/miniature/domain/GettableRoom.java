package dev.gatehouse.testkit.architecture.miniature.domain;

final class GettableRoom {
  int getNumber() {
    return 1;
  }
}
