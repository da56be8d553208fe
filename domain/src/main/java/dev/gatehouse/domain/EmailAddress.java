package dev.gatehouse.domain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a user receives mail: {@code local@domain}, at most 254 characters, no white space or
 * control character.
 *
 * <p>The check is practical, not RFC 5322's grammar: only a message that arrives proves an address.
 * 254 is the longest path that SMTP carries (RFC 5321, 4.5.3.1.3, less its angle brackets).
 *
 * @param value the address as written
 */
public record EmailAddress(String value) {
  /** The longest address, in characters. */
  public static final int MAX_LENGTH = 254;

  private static final Pattern SHAPE = Pattern.compile("[^@]+@[^@]+");

  /**
   * Makes an address.
   *
   * @throws IllegalArgumentException if the candidate has {@link #violations}
   */
  public EmailAddress {
    TextRules.throwIfViolated(violations(value), "e-mail address");
  }

  /** The rules that a candidate breaks; empty when it is an e-mail address. */
  public static List<Violation> violations(String candidate) {
    TextRules rules = new TextRules(candidate).requireLength(1, MAX_LENGTH);
    boolean address =
        SHAPE.matcher(candidate).matches() && candidate.codePoints().allMatch(TextRules::isVisible);
    return candidate.isEmpty() || address
        ? rules.violations()
        : rules
            .requireEach(
                _ -> false, "not_an_address", "Must look like local@domain, without white space.")
            .violations();
  }
}
