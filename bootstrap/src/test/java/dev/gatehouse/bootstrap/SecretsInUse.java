package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The passwords, tokens, codes and other secrets that clients of this test run have sent or
 * received. The output and the error responses of the servers are searched for them.
 */
final class SecretsInUse {
  private static final Pattern MEMBER =
      Pattern.compile(
          "\"(password|currentPassword|newPassword|code|session|secret|otpauthUri|idToken"
              + "|accessToken|refreshToken)\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern BEARER =
      Pattern.compile("Authorization: Bearer (\\S+)", Pattern.CASE_INSENSITIVE);

  /** Error codes are values of members with the same name. */
  private static final Pattern WORD = Pattern.compile("[a-z_]*");

  private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

  private SecretsInUse() {}

  /** Records the secrets in a body or a header. */
  static void note(String text) {
    MEMBER.matcher(text).results().forEach(match -> add(match.group(2)));
    BEARER.matcher(text).results().forEach(match -> add(match.group(1)));
  }

  private static void add(String secret) {
    if (!WORD.matcher(secret).matches()) {
      SECRETS.add(secret);
    }
  }

  /** Returns the number of recorded secrets. */
  static int count() {
    return SECRETS.size();
  }

  static void assertNoneIn(String what, String text) {
    for (String secret : SECRETS) {
      if (text.contains(secret)) {
        // Six digits can be part of another number. As a separate word, they are a code.
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
