package dev.gatehouse.adapter.cognito.examination;

/**
 * One result of examining a user pool and its client.
 *
 * @param severity the severity
 * @param code the stable name of the finding, in snake_case
 * @param found what was found, in one line; never contains a secret
 * @param meaning the effect for users or operators, in one line; empty if the severity is {@code
 *     OK}
 * @param fix how to fix it, in one line; empty if the severity is {@code OK}
 */
public record PoolFinding(
    Severity severity, String code, String found, String meaning, String fix) {
  /** How serious a finding is. */
  public enum Severity {
    /** Something does not work, or reveals which users exist. */
    ERROR,
    /** Something is less secure than it should be, or can fail later. */
    WARNING,
    /** The setting is correct. */
    OK
  }
}
