package dev.gatehouse.adapter.embedded.hashing;

/** A stored password hash in PHC string format: parameters, salt and hash. Never printed. */
public final class PasswordHash {
  private final String phc;

  public PasswordHash(String phc) {
    this.phc = phc;
  }

  /** The hash as it is stored. */
  public String phc() {
    return phc;
  }

  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
