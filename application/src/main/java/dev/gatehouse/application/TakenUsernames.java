package dev.gatehouse.application;

/** How a registration responds if the user name is taken. */
public enum TakenUsernames {
  /** The response says that the user name is taken. */
  TOLD,
  /**
   * The response says that a one-time code was sent, as for a free user name. Use it only if user
   * names are e-mail addresses and a code confirms registrations, because only the owner of the
   * address receives that code.
   */
  HIDDEN
}
