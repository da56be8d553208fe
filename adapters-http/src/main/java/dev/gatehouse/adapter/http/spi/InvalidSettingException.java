package dev.gatehouse.adapter.http.spi;

/**
 * A setting has a wrong value. The message is one line with the variable, its value (unless it is a
 * secret) and the allowed values.
 */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int MOST_SHOWN = 200;

  private InvalidSettingException(String line) {
    super(line);
  }

  /**
   * Creates the exception for a variable whose text may be shown.
   *
   * @param variable the full name
   * @param held the text of the variable
   * @param allowed the allowed values
   */
  public static InvalidSettingException shown(String variable, String held, String allowed) {
    return new InvalidSettingException(
        variable + " is \"" + printable(held) + "\"; it may be " + allowed);
  }

  /** Creates the exception for a variable whose text must not be shown. */
  public static InvalidSettingException hidden(String variable, String allowed) {
    return new InvalidSettingException(
        variable + " has a wrong value, which is not shown; it may be " + allowed);
  }

  /**
   * Creates the exception for a variable whose text must not be shown, with another reason than its
   * form.
   *
   * @param reason why the value cannot be used, such as "its file does not exist"; without the
   *     value
   */
  public static InvalidSettingException unusable(String variable, String reason) {
    return new InvalidSettingException(
        variable + " has a value that cannot be used and is not shown: " + reason);
  }

  /** Returns the message. */
  public String line() {
    return String.valueOf(getMessage());
  }

  /** Replaces control and format characters, so that the message stays one line. */
  private static String printable(String text) {
    String shown = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    return shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "..." : shown;
  }
}
