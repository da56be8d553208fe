package dev.gatehouse.bootstrap.doctor;

import dev.gatehouse.adapter.redis.SharedStoreSettings;
import dev.gatehouse.adapter.redis.SharedStoreSettings.Host;
import dev.gatehouse.adapter.redis.StoreExamination;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Checks the store that several nodes share. */
final class SharedStoreExamination {
  private static final Duration CLOCKS_AGREE = Duration.ofSeconds(5);

  private SharedStoreExamination() {}

  static List<Finding> of(SharedStoreSettings settings) {
    List<Finding> findings = new ArrayList<>();
    if (!settings.tls()
        && !settings.hosts().stream()
            .map(Host::name)
            .allMatch(SettingsExamination.LOOPBACK::contains)) {
      findings.add(
          Finding.warning(
              "shared_store_in_the_clear",
              "SHARED_STORE_URL is " + settings,
              "Everyone on the network can read its password and forge revocations.",
              "Use rediss://, unless the network is yours alone."));
    }
    try {
      findings.addAll(of(StoreExamination.of(settings, InstantSource.system())));
    } catch (StoreExamination.UnreachableException e) {
      findings.add(
          Finding.error(
              "shared_store_unreachable",
              settings + " does not answer: " + e.getMessage(),
              "Limits count on each node only, and a logout is answered with 503.",
              "Check the URL, the password, the certificate and the firewall."));
    }
    return findings;
  }

  private static List<Finding> of(StoreExamination store) {
    List<Finding> findings = new ArrayList<>();
    if (store.policy().startsWith("allkeys-")) {
      findings.add(
          Finding.warning(
              "shared_store_evicts",
              "maxmemory-policy is " + store.policy(),
              "If its memory is full, the store forgets revocations, and a node that starts then"
                  + " accepts tokens of ended sessions.",
              "Set maxmemory-policy to noeviction or volatile-ttl."));
    }
    if (store.clockDifference().abs().compareTo(CLOCKS_AGREE) > 0) {
      findings.add(
          Finding.warning(
              "shared_store_clock",
              "the clock of the store differs by " + store.clockDifference().toSeconds() + " s",
              "Revocations may be removed from the store too early or too late.",
              "Set both clocks by NTP."));
    }
    if (store.refusal() != null) {
      findings.add(
          Finding.error(
              "shared_store_forbids",
              "the store refuses a command: " + store.refusal(),
              "What needs it counts on this node only, and a logout is answered with 503.",
              "Allow the user ~{gatehouse}:* and +@all -@admin -@dangerous +info +cluster|nodes."));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok("shared_store", store.server() + ", replicas: " + store.replicas()));
    }
    return findings;
  }
}
