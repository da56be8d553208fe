package dev.gatehouse.application;

/** Whether responses show that a user name is taken. */
public enum TakenUsernames {
  /**
   * A registration says that the user name is taken, and a login with the right password that the
   * registration is not confirmed.
   */
  TOLD,
  /**
   * A registration says that a one-time code was sent, as for a free user name. A login of a user
   * who is not confirmed fails like one with a wrong password. Both count alike in the limits. A
   * request for a code is answered before the code is made. Use it only if user names are e-mail
   * addresses and a code confirms registrations, because only the owner of the address receives
   * that code.
   */
  HIDDEN
}
