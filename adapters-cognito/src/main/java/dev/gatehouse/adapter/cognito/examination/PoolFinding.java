package dev.gatehouse.adapter.cognito.examination;

/**
 * What an examination of a user pool and its client has found.
 *
 * @param severity how bad it is
 * @param code what it is called, in snake_case; stable
 * @param found what was found, in a line; never a secret
 * @param meaning what follows for users or operators, in a line; empty where all is well
 * @param fix how to mend it, in a line; empty where all is well
 */
public record PoolFinding(
    Severity severity, String code, String found, String meaning, String fix) {
  /** How bad it is. */
  public enum Severity {
    /** Something does not work, or gives users away. */
    ERROR,
    /** Something is weaker than it should be, or may fail some day. */
    WARNING,
    /** All is well. */
    OK
  }
}
