package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.adapter.cognito.quota.Quota;
import dev.gatehouse.adapter.cognito.quota.Quotas;
import dev.gatehouse.adapter.http.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The quotas of a user pool as settings, in the order of the documentation. */
final class QuotaDeclarations {
  private static final int MAX = 100_000;

  private static final SequencedMap<Quota, Setting<Integer>> QUOTAS = quotas();

  static final List<Setting<?>> ALL = List.copyOf(QUOTAS.values());

  private QuotaDeclarations() {}

  private static SequencedMap<Quota, Setting<Integer>> quotas() {
    SequencedMap<Quota, Setting<Integer>> quotas = new LinkedHashMap<>();
    for (Quota quota : Quota.values()) {
      quotas.put(
          quota,
          Setting.number(
              "COGNITO_QUOTA_" + quota.name(),
              quota.perSecond(),
              0,
              MAX,
              meaning(quota) + ", per second and node; `0` for no limit"));
    }
    return quotas;
  }

  private static String meaning(Quota quota) {
    return switch (quota) {
      case AUTHENTICATION -> "logins with a password and refreshes";
      case CHALLENGES -> "answers to challenges of a login";
      case CREATION ->
          "calls for registrations; one takes two, or with `REGISTRATION_CONFIRMATION=code` one and"
              + " another for the code";
      case RECOVERY -> "forgotten, reset and changed passwords";
      case READ -> "calls that read a user";
      case UPDATE -> "calls that change or delete a user or end all sessions";
      case TOKEN -> "logouts";
      case RESOURCE_READ -> "codes for e-mail addresses and repeated codes of registrations";
      case RESOURCE_UPDATE -> "calls for authenticator apps";
    };
  }

  /** Reads the quotas. */
  static Quotas read(Environment environment) {
    return new Quotas(
        QUOTAS.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, quota -> environment.get(quota.getValue()))));
  }
}
