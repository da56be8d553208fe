package dev.gatehouse.adapter.embedded;

/** A stored password hash in PHC string format: parameters, salt and hash. Never printed. */
final class PasswordHash {
  private final String phc;

  PasswordHash(String phc) {
    this.phc = phc;
  }

  /** The hash as it is stored. */
  String phc() {
    return phc;
  }

  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
