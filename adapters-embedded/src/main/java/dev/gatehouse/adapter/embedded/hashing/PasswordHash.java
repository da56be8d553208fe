package dev.gatehouse.adapter.embedded.hashing;

/** A stored password hash in PHC string format: parameters, salt and hash. Never printed. */
public final class PasswordHash {
  private final String phc;

  public PasswordHash(String phc) {
    this.phc = phc;
  }

  /** Returns the stored form of the hash. */
  public String phc() {
    return phc;
  }

  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
