package dev.gatehouse.testkit.architecture.miniature.domain;

import java.io.Serializable;

final class StoredSecret extends Secret implements Serializable {
  private static final long serialVersionUID = 1L;

  StoredSecret(String text) {
    super(text);
  }
}
