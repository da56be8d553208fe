package dev.gatehouse.bootstrap;

import dev.gatehouse.domain.AttemptScope;
import dev.gatehouse.domain.AttemptScope.Codes;
import dev.gatehouse.domain.AttemptScope.CodesFrom;
import dev.gatehouse.domain.AttemptScope.Notes;
import dev.gatehouse.domain.AttemptScope.Proofs;
import dev.gatehouse.domain.AttemptScope.ProofsFrom;
import dev.gatehouse.domain.AttemptScope.Registrations;
import dev.gatehouse.domain.AttemptScope.Requests;

/** What limits are called in the log and in figures: as the settings that say how many. */
final class LimitName {
  private LimitName() {}

  static String of(AttemptScope scope) {
    return switch (scope) {
      case ProofsFrom(_, _) -> "login_attempts";
      case Proofs(_) -> "login_attempts_per_account";
      case Requests(_) -> "login_attempts_per_address";
      case Registrations(_) -> "registrations_per_address";
      case CodesFrom(_, _), Codes(_) -> "codes_per_account";
      case Notes(var noted) -> of(noted);
    };
  }
}
