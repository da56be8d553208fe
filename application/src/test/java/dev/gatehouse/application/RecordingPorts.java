package dev.gatehouse.application;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.audit.AuditEvent;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.limit.Limits;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.AuditTrail;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.IdentityProvider;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.LoginQueue;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.TokenVerifier;
import dev.gatehouse.domain.port.UserEvents;
import dev.gatehouse.domain.session.Revocation;
import dev.gatehouse.domain.token.AccessToken;
import dev.gatehouse.domain.token.AccountAccess;
import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerifiedClaims;
import dev.gatehouse.domain.usecase.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All ports except the provider, in memory. They record the calls of the use cases. The clock never
 * moves.
 *
 * <p>The limits are 2 failed logins from a network, 4 from all networks, 20 login attempts per
 * network, 30 other requests per network, 3 registrations and 2 codes.
 */
final class RecordingPorts
    implements AttemptLimiter,
        KnownAddresses,
        AuditTrail,
        RevokedTokens,
        ChallengeSessions,
        TokenVerifier {
  static final Duration WAIT = Duration.ofSeconds(90);
  static final Caller HERE = new Caller("request-1", ClientAddress.of("2001:db8::1"));
  static final Caller NEXT_DOOR = new Caller("request-2", ClientAddress.of("2001:db8::2"));
  static final Caller ELSEWHERE = new Caller("request-3", ClientAddress.of("192.0.2.1"));
  static final Network NETWORK = HERE.address().network();
  static final Username ALICE = new Username("alice");
  static final Subject SUBJECT = new Subject("s");
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00.700Z");

  static final SessionId SESSION = new SessionId("login");
  static final VerifiedClaims CLAIMS =
      new VerifiedClaims(
          new Identity(SUBJECT, ALICE, null, Set.of(new Group("editors"))),
          TokenUse.ACCESS,
          SESSION,
          NOW,
          NOW,
          NOW.plusSeconds(3600));

  /** The permission of an access token of Alice. */
  static final AccountAccess ACCESS = new AccountAccess(new AccessToken("access"), CLAIMS);

  final List<AuditEvent> audited = new ArrayList<>();
  final List<String> revocations = new ArrayList<>();
  final List<Revocation> shared = new ArrayList<>();

  /** Whether revocations and announcements are stored at once. */
  boolean storing = true;

  final List<PendingLogin> sealed = new ArrayList<>();
  final List<UserEvent> events = new ArrayList<>();
  final List<String> announced = new ArrayList<>();
  final List<Runnable> afterResponse = new ArrayList<>();
  VerificationOutcome verified = new VerificationOutcome.Refused(TokenRefusal.Claim.EXPIRED);

  /** The uses that the verifier had to accept, in order. */
  final List<Set<TokenUse>> accepted = new ArrayList<>();

  final Set<VerifiedClaims> revoked = new HashSet<>();

  private final Map<Limit, Integer> limits = new EnumMap<>(Limit.class);
  private final Map<Budget, Integer> taken = new HashMap<>();
  private final Set<Object> usual = new HashSet<>();

  RecordingPorts() {
    limits.put(Limit.LOGIN_ATTEMPTS, 2);
    limits.put(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, 4);
    limits.put(Limit.LOGIN_ATTEMPTS_PER_ADDRESS, 20);
    limits.put(Limit.REQUESTS_PER_ADDRESS, 30);
    limits.put(Limit.REGISTRATIONS_PER_ADDRESS, 3);
    limits.put(Limit.CODES_PER_ACCOUNT, 2);
  }

  /** Returns use cases with these ports and a provider. */
  UseCases useCases(IdentityProvider provider) {
    return useCases(provider, TakenUsernames.TOLD, PasswordPolicy.COMPOSED);
  }

  UseCases useCases(
      IdentityProvider provider, TakenUsernames takenUsernames, PasswordPolicy policy) {
    return Assembly.of(
        new Ports(
            provider,
            this,
            this,
            this::append,
            this,
            this,
            this,
            new RecordedEvents(),
            this,
            InstantSource.fixed(NOW),
            () -> 0,
            time -> revocations.add("wait until " + NOW.plus(time)),
            afterResponse::add),
        takenUsernames,
        Duration.ofMinutes(10),
        policy,
        Set.of(TokenUse.ID));
  }

  private final class RecordedEvents implements UserEvents {
    @Override
    public boolean announceDeletion(Subject subject, Username username) {
      announced.add(subject.value() + " " + username.value());
      return storing;
    }

    @Override
    public void publish(UserEvent event) {
      events.add(event);
    }
  }

  private boolean append(List<Revocation> revocations) {
    shared.addAll(revocations);
    return storing;
  }

  RateLimits rateLimits() {
    return rateLimits(LoginQueue.NONE);
  }

  RateLimits rateLimits(LoginQueue queue) {
    return new RateLimits(this, this, queue, this, () -> 0);
  }

  /** Returns the number of attempts that count in a budget. */
  int counted(Limit limit, @Nullable Username username, @Nullable Network network) {
    return taken.getOrDefault(new Budget(limit, username, network), 0);
  }

  /** Returns the number of failures of Alice, from all networks. */
  int failures() {
    return counted(Limit.LOGIN_ATTEMPTS_PER_ACCOUNT, ALICE, null);
  }

  @Override
  public AttemptDecision tryAcquire(List<Budget> budgets) {
    for (Budget budget : budgets) {
      if (taken.getOrDefault(budget, 0) >= new Limits(limits).of(budget)) {
        return new AttemptDecision.Refused(budget, WAIT);
      }
    }
    budgets.forEach(budget -> taken.merge(budget, 1, Integer::sum));
    return new AttemptDecision.Allowed();
  }

  @Override
  public void release(List<Budget> budgets) {
    budgets.forEach(budget -> taken.merge(budget, -1, Integer::sum));
  }

  @Override
  public void add(Username username, Network network) {
    usual.add(List.of(username, network));
  }

  @Override
  public boolean contains(Username username, Network network) {
    return usual.contains(List.of(username, network));
  }

  @Override
  public void record(AuditEvent event) {
    audited.add(event);
  }

  @Override
  public void revoke(SessionId session) {
    revocations.add("session " + session.value());
  }

  @Override
  public void revokeIssuedBefore(Subject subject, Instant time) {
    revocations.add("user " + subject.value() + " before " + time);
  }

  @Override
  public boolean contains(VerifiedClaims claims) {
    return revoked.contains(claims);
  }

  @Override
  public VerificationOutcome verify(BearerToken token, Set<TokenUse> uses) {
    accepted.add(uses);
    return verified;
  }

  /** Returns an envelope that contains an index in {@link #sealed}. */
  @Override
  public ChallengeSession seal(PendingLogin login) {
    sealed.add(login);
    return new ChallengeSession("envelope-" + (sealed.size() - 1));
  }

  @Override
  public @Nullable PendingLogin open(ChallengeSession envelope) {
    String text = envelope.reveal();
    return text.startsWith("envelope-")
        ? sealed.get(Integer.parseInt(text.substring("envelope-".length())))
        : null;
  }
}
