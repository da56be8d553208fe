package dev.gatehouse.bootstrap.doctor;

/**
 * A finding of the doctor.
 *
 * @param code the stable name of the finding, in snake_case
 * @param found what was found, in one line
 * @param meaning the consequence for users or operators; empty if all is well
 * @param fix how to fix it; empty if all is well
 */
record Finding(Severity severity, String code, String found, String meaning, String fix) {
  /** The severity of a finding. */
  enum Severity {
    /** Something does not work. */
    ERROR,
    /** Something is weak or may fail later. */
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
