package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Every password, token, code and other secret that clients of this test run have sent or got, so
 * that whatever the servers print and whatever errors they answer can be searched for them.
 */
final class SecretsInUse {
  private static final Pattern MEMBER =
      Pattern.compile(
          "\"(password|currentPassword|newPassword|code|session|secret|otpauthUri|idToken"
              + "|accessToken|refreshToken)\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern BEARER =
      Pattern.compile("Authorization: Bearer (\\S+)", Pattern.CASE_INSENSITIVE);

  /** Error codes are the values of members that are called so, too. */
  private static final Pattern WORD = Pattern.compile("[a-z_]*");

  private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

  private SecretsInUse() {}

  /** Notes the secrets of a body, or of a header. */
  static void note(String text) {
    MEMBER.matcher(text).results().forEach(match -> add(match.group(2)));
    BEARER.matcher(text).results().forEach(match -> add(match.group(1)));
  }

  private static void add(String secret) {
    if (!WORD.matcher(secret).matches()) {
      SECRETS.add(secret);
    }
  }

  /** How many were noted so far. */
  static int count() {
    return SECRETS.size();
  }

  static void assertNoneIn(String what, String text) {
    for (String secret : SECRETS) {
      if (text.contains(secret)) {
        // Six digits can be part of anything; as a word of their own they are a code.
        assertThat(
                Pattern.compile("(?<!\\w)" + Pattern.quote(secret) + "(?!\\w)")
                    .matcher(text)
                    .find())
            .as("%s holds the secret %s:%n%s", what, secret, text)
            .isFalse();
      }
    }
  }
}
