package dev.gatehouse.domain;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address of the form {@code local@domain}, with at most 254 characters and without white
 * space or control characters.
 *
 * <p>The check does not follow the grammar of RFC 5322: only a message that arrives proves that an
 * address exists. 254 is the longest path in SMTP (RFC 5321, 4.5.3.1.3) without its angle brackets.
 *
 * @param value the address as the user wrote it
 */
public record EmailAddress(String value) {
  /** The maximum length of an address, in characters. */
  public static final int MAX_LENGTH = 254;

  private static final Pattern TAG = Pattern.compile("(?<=[^@])\\+[^@]*(?=@)");

  /**
   * Creates an address.
   *
   * @throws IllegalArgumentException if the text has {@link #violations}
   */
  public EmailAddress {
    TextRules.throwIfViolated(violations(value), "e-mail address");
  }

  /** Returns the rules that a text breaks; empty if it is an e-mail address. */
  public static List<Violation> violations(String candidate) {
    TextRules rules = TextRules.of(candidate, 1, MAX_LENGTH);
    return rules.violations().isEmpty()
        ? rules
            .require(
                EmailAddress::isAddress,
                "not_an_address",
                "Enter an address like name@example.com, without spaces.")
            .violations()
        : rules.violations();
  }

  /**
   * Returns the rules that a text breaks; empty if a user may set this address. A user who has an
   * address with an invisible character keeps it.
   */
  public static List<Violation> newViolations(String candidate) {
    List<Violation> violations = violations(candidate);
    return violations.isEmpty()
        ? TextRules.of(candidate, 1, MAX_LENGTH).rejectBlanks().violations()
        : violations;
  }

  /**
   * Returns the mailbox of the address: in lower case, without a tag such as {@code +shop} in
   * {@code name+shop@example.com}. Many services deliver such addresses to one mailbox. The text
   * may be longer than an address.
   */
  public String mailbox() {
    return TAG.matcher(value.toLowerCase(Locale.ROOT)).replaceFirst("");
  }

  private static boolean isAddress(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at == text.lastIndexOf('@')
        && at < text.length() - 1
        && TextRules.isVisible(text);
  }
}
