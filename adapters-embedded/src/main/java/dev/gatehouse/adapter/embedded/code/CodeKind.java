package dev.gatehouse.adapter.embedded.code;

import dev.gatehouse.adapter.embedded.account.StoredUser;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The purpose, the lifetime and the tries of a one-time code. */
public enum CodeKind {
  REGISTRATION(Duration.ofHours(24), CodeKind.MORE_THAN_STRANGERS_HAVE),
  PASSWORD_RESET(Duration.ofMinutes(10), CodeKind.MORE_THAN_STRANGERS_HAVE),
  /** Only the user has tries, because they need the user's access token. */
  EMAIL_VERIFICATION(Duration.ofMinutes(10), 5);

  /**
   * The default limits count wrong codes by network (10 in 15 minutes) and by user name (100 in an
   * hour). So strangers have at most 117 tries in ten minutes, and cannot use up a code. {@code
   * docs/security.md} says how probable a right guess is.
   */
  private static final int MORE_THAN_STRANGERS_HAVE = 150;

  private final Duration lifetime;
  private final int tries;

  CodeKind(Duration lifetime, int tries) {
    this.lifetime = lifetime;
    this.tries = tries;
  }

  /** Returns the address to which a user's code of this kind is sent; null if none is sent. */
  @Nullable String address(StoredUser user) {
    return switch (this) {
      case PASSWORD_RESET -> user.enabled() ? user.email() : null;
      case EMAIL_VERIFICATION -> user.unverifiedEmail();
      // Such a code belongs to a registration, which is not a user yet.
      case REGISTRATION -> null;
    };
  }

  /** Returns the number of tries that a code allows, from all clients together. */
  int tries() {
    return tries;
  }

  /**
   * The kind with this code in the database and the file of captured codes.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  static CodeKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  Duration lifetime() {
    return lifetime;
  }

  /** The code of this kind in the database and the file of captured codes. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
