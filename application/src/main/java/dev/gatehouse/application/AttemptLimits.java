package dev.gatehouse.application;

import dev.gatehouse.domain.AttemptLimit;

/**
 * How many attempts are allowed.
 *
 * @param proofsFrom failed attempts to prove to be a user, from one address
 * @param proofs failed attempts to prove to be a user, from all addresses that are not the user's
 *     usual ones
 * @param requests requests that bear a proof or ask for a code, from one address, whoever they are
 *     about
 * @param registrations registrations from one address
 * @param codes codes that are to be sent to a user
 */
public record AttemptLimits(
    AttemptLimit proofsFrom,
    AttemptLimit proofs,
    AttemptLimit requests,
    AttemptLimit registrations,
    AttemptLimit codes) {}
