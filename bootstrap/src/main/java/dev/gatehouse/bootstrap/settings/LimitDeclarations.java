package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.domain.limit.Limit;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The settings of the rate limits: one for each limit. */
final class LimitDeclarations {
  private LimitDeclarations() {}

  static SequencedMap<Limit, Setting<Integer>> all() {
    SequencedMap<Limit, Setting<Integer>> limits = new LinkedHashMap<>();
    for (Limit limit : Limit.values()) {
      limits.put(
          limit,
          Setting.number(limit.name(), limit.defaultAttempts(), 0, 1_000_000, meaning(limit)));
    }
    return limits;
  }

  private static String meaning(Limit limit) {
    return switch (limit) {
      case LOGIN_ATTEMPTS ->
          "failed logins of a user from an address in 15 minutes; `0` turns a limit off";
      case LOGIN_ATTEMPTS_PER_ACCOUNT ->
          "failed logins of a user in an hour, from all addresses except the user's known"
              + " addresses";
      case LOGIN_ATTEMPTS_PER_ADDRESS ->
          "requests from an address in a minute that contain a password or a code";
      case REQUESTS_PER_ADDRESS ->
          "requests from an address in a minute that have a body or need the provider";
      case REGISTRATIONS_PER_ADDRESS -> "registrations from an address in an hour";
      case CODES_PER_ACCOUNT -> "codes sent to a user in an hour";
      case CODES_PER_MAILBOX ->
          "codes sent to a mailbox in an hour, unless the user has verified the address";
    };
  }
}
