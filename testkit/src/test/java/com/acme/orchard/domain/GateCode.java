package com.acme.orchard.domain;

public final class GateCode {
  private final String text;

  public GateCode(String text) {
    this.text = text;
  }

  public String reveal() {
    return text;
  }
}
