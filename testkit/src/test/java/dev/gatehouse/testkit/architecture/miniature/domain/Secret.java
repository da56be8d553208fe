package dev.gatehouse.testkit.architecture.miniature.domain;

public abstract class Secret {
  private final String text;

  protected Secret(String text) {
    this.text = text;
  }

  public final String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "redacted";
  }
}
