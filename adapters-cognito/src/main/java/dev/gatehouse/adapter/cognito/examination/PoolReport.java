package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.examination.PoolFinding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects findings, and builds the texts that several fixes share. */
final class PoolReport {
  private final CognitoSettings settings;
  private final List<PoolFinding> findings = new ArrayList<>();

  PoolReport(CognitoSettings settings) {
    this.settings = settings;
  }

  void error(String code, String found, String meaning, String fix) {
    findings.add(new PoolFinding(Severity.ERROR, code, found, meaning, fix));
  }

  void warning(String code, String found, String meaning, String fix) {
    findings.add(new PoolFinding(Severity.WARNING, code, found, meaning, fix));
  }

  void ok(String code, String found) {
    findings.add(new PoolFinding(Severity.OK, code, found, "", ""));
  }

  List<PoolFinding> findings() {
    return List.copyOf(findings);
  }

  /** Returns the command that changes a setting of the pool. */
  String setOnPool(String option) {
    return "aws cognito-idp update-user-pool --region %s --user-pool-id %s %s; also pass all other settings of the pool (describe-user-pool prints them), because the command resets the settings that you do not pass"
        .formatted(settings.region(), settings.userPoolId(), option);
  }

  /** Returns the command that changes a setting of the client. */
  String setOnClient(String option) {
    return "aws cognito-idp update-user-pool-client --region %s --user-pool-id %s --client-id %s %s; also pass all other settings of the client (describe-user-pool-client prints them), because the command resets the settings that you do not pass"
        .formatted(settings.region(), settings.userPoolId(), settings.clientId(), option);
  }

  /** Returns the command that allows the client only the flows that the server needs. */
  String setFlowsOnClient() {
    return setOnClient(
        "--explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH");
  }

  /** Returns the fix for a setting that can't be changed in an existing pool. */
  static String newPool(String option) {
    return "This setting can't be changed: create another pool (scripts/create-user-pool.sh) with "
        + option
        + ", and let the users register there.";
  }
}
