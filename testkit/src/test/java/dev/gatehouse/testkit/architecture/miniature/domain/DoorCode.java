package dev.gatehouse.testkit.architecture.miniature.domain;

public final class DoorCode extends Secret {
  public DoorCode(String text) {
    super(text);
  }

  public boolean isLong() {
    return reveal().length() > 8;
  }
}
