package dev.gatehouse.adapter.cognito.examination;

import dev.gatehouse.adapter.cognito.CognitoSettings;
import dev.gatehouse.adapter.cognito.examination.PoolFinding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Findings in the making, and the words that fixes have in common. */
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

  /** How to change a setting of the pool. */
  String setOnPool(String option) {
    return "aws cognito-idp update-user-pool --region %s --user-pool-id %s %s, with all of the pool's other settings: it resets what it is not given, and describe-user-pool prints them"
        .formatted(settings.region(), settings.userPoolId(), option);
  }

  /** How to change a setting of the client. */
  String setOnClient(String option) {
    return "aws cognito-idp update-user-pool-client --region %s --user-pool-id %s --client-id %s %s, with all of the client's other settings: it resets what it is not given, and describe-user-pool-client prints them"
        .formatted(settings.region(), settings.userPoolId(), settings.clientId(), option);
  }

  /** How to let the client do what the server needs, and nothing else. */
  String setFlowsOnClient() {
    return setOnClient(
        "--explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH");
  }

  /** How to get what can't be changed. */
  static String newPool(String option) {
    return "It can't be changed: make another pool (scripts/create-user-pool.sh), with "
        + option
        + ", and have the users register there.";
  }
}
