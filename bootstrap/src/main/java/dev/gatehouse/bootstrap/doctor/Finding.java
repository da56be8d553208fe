package dev.gatehouse.bootstrap.doctor;

/**
 * What an examination has found.
 *
 * @param code what it is called, in snake_case; stable
 * @param found what was found, in a line
 * @param meaning what follows for users or operators; empty where all is well
 * @param fix how to mend it; empty where all is well
 */
record Finding(Severity severity, String code, String found, String meaning, String fix) {
  /** How bad it is. */
  enum Severity {
    /** Something does not work, or will not. */
    ERROR,
    /** Something is weaker than it should be, or may fail some day. */
    WARNING,
    /** All is well. */
    OK
  }

  static Finding error(String code, String found, String meaning, String fix) {
    return new Finding(Severity.ERROR, code, found, meaning, fix);
  }

  static Finding warning(String code, String found, String meaning, String fix) {
    return new Finding(Severity.WARNING, code, found, meaning, fix);
  }

  static Finding ok(String code, String found) {
    return new Finding(Severity.OK, code, found, "", "");
  }
}
