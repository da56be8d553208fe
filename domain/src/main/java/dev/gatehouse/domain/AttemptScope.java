package dev.gatehouse.domain;

/**
 * Which attempts are counted together.
 *
 * <p>Addresses are to be whole networks ({@link ClientAddress#network()}). Whether there is a user
 * with the name makes no difference.
 */
public sealed interface AttemptScope {
  /** Attempts to prove to be a user, from one address. */
  record ProofsFrom(Username username, ClientAddress address) implements AttemptScope {}

  /** Attempts to prove to be a user, from wherever. */
  record Proofs(Username username) implements AttemptScope {}

  /** Requests that bear a proof, from one address, whoever they are about. */
  record Requests(ClientAddress address) implements AttemptScope {}

  /** Registrations from one address. */
  record Registrations(ClientAddress address) implements AttemptScope {}

  /** Codes that are to be sent to a user, from one address. */
  record CodesFrom(Username username, ClientAddress address) implements AttemptScope {}

  /** Codes that are to be sent to a user, from wherever. */
  record Codes(Username username) implements AttemptScope {}

  /** Notes of what was refused in a scope: a flood must not become one of the audit trail. */
  record Notes(AttemptScope of) implements AttemptScope {}
}
