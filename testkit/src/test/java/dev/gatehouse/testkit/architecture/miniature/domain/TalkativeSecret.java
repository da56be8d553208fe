package dev.gatehouse.testkit.architecture.miniature.domain;

final class TalkativeSecret extends Secret {
  TalkativeSecret(String text) {
    super(text);
  }

  @Override
  public String toString() {
    return reveal();
  }
}
