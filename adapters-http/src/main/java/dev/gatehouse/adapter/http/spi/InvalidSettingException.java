package dev.gatehouse.adapter.http.spi;

/**
 * A setting holds what it may not hold; the message is one line that names the variable, what it
 * holds (secrets never) and what it may hold.
 */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int MOST_SHOWN = 200;

  private InvalidSettingException(String line) {
    super(line);
  }

  /**
   * Of a variable whose text may be shown.
   *
   * @param variable its full name
   * @param held what it holds
   * @param allowed what it may hold
   */
  public static InvalidSettingException shown(String variable, String held, String allowed) {
    return new InvalidSettingException(
        variable + " is \"" + printable(held) + "\"; it may be " + allowed);
  }

  /** Of a variable whose text may not be shown. */
  public static InvalidSettingException hidden(String variable, String allowed) {
    return new InvalidSettingException(
        variable + " holds something else, which is not shown; it may be " + allowed);
  }

  /** One line that says it. */
  public String line() {
    return String.valueOf(getMessage());
  }

  /** One line stays one line, whatever the variable holds. */
  private static String printable(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "..." : shown;
  }
}
