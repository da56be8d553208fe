package dev.gatehouse.application;

/** What a registration of a taken name is told. */
public enum TakenUsernames {
  /** That the name is taken. */
  TOLD,
  /**
   * That a code is on its way, as everyone is told: for names that are e-mail addresses, with
   * registrations that are confirmed by a code that only the address's owner gets.
   */
  HIDDEN
}
