package dev.gatehouse.adapter.http;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.embedded.EmbeddedIdentityProvider;
import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.adapter.http.server.GatehouseServer;
import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.adapter.http.server.ServerSettings;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.application.Assembly;
import dev.gatehouse.application.Ports;
import dev.gatehouse.application.TakenUsernames;
import dev.gatehouse.domain.Network;
import dev.gatehouse.domain.SessionId;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.limit.AttemptDecision;
import dev.gatehouse.domain.limit.Budget;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.port.AttemptLimiter;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.domain.port.KnownAddresses;
import dev.gatehouse.domain.port.RevocationLog;
import dev.gatehouse.domain.port.RevokedTokens;
import dev.gatehouse.domain.port.UserEvents;
import dev.gatehouse.domain.token.TokenUse;
import dev.gatehouse.domain.token.VerificationOutcome;
import dev.gatehouse.domain.token.VerifiedClaims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests the whole API with the real use cases and a limiter that records its calls. */
final class RouteLimitsTest {
  /** The bodies for each operation with a body; several if it has several forms. */
  private static final String REQUESTS =
      """
      POST /users {'username':'Bob','password':'Correct1horse','email':'b@example.com'}
      POST /users/confirmation {'username':'Alice','code':'123456'}
      POST /users/confirmation/resend {'username':'Alice'}
      POST /login {'username':'Alice','password':'x'}
      POST /login/challenge {'session':'pending','answer':{'code':'123456'}}
      POST /login/challenge {'session':'other','answer':{'code':'123456'}}
      POST /token/refresh {'refreshToken':'r'}
      POST /logout {'refreshToken':'r'}
      POST /password/forgot {'username':'Alice'}
      POST /password/reset {'username':'Alice','code':'123456','newPassword':'Another1password'}
      PATCH /users/me {'email':'a@example.com','currentPassword':'x'}
      PATCH /users/me {'email':'a@example.com'}
      POST /logout/everywhere {'currentPassword':'x'}
      DELETE /users/me/sessions/{id} {'currentPassword':'x'}
      POST /users/me/email/verification {}
      POST /users/me/email/verification {'code':'123456'}
      PUT /users/me/password {'currentPassword':'x','newPassword':'Another1password'}
      POST /users/me/deletion {'password':'x'}
      POST /users/me/mfa/totp {'currentPassword':'x'}
      PUT /users/me/mfa/totp {'code':'123456'}
      DELETE /users/me/mfa/totp {'currentPassword':'x'}
      """;

  private static final Duration STEP_UP = Duration.ofMinutes(10);

  /** Changes that an old login can make, and why. */
  private static final Map<String, String> WITHOUT_STEP_UP =
      Map.of(
          "POST /users/me/email/verification", "the change of the address required it",
          "PUT /users/me/mfa/totp", "the start of the set-up required it",
          "PUT /users/me/password", "it always requires the password");

  private Instant loggedInAt = Instant.now();
  private final Set<Limit> counted = EnumSet.noneOf(Limit.class);

  @AutoClose
  private final EmbeddedIdentityProvider provider =
      EmbeddedIdentityProvider.inMemory(InstantSource.system()).open();

  private final Api api =
      new Api(
          new ApiSettings(TrustedProxies.NONE, "Gatehouse"),
          Assembly.of(
              new Ports(
                  provider,
                  (_, _) -> new VerificationOutcome.Verified(claims()),
                  new NothingRevoked(),
                  RevocationLog.NONE,
                  new RecordingLimiter(),
                  new NoKnownAddresses(),
                  new OnePendingLogin(),
                  UserEvents.NONE,
                  _ -> {},
                  InstantSource.system(),
                  () -> 0,
                  _ -> {},
                  Runnable::run),
              TakenUsernames.TOLD,
              STEP_UP,
              PasswordPolicy.COMPOSED,
              Set.of(TokenUse.ACCESS)),
          provider,
          Features.none(),
          () -> new Readiness(Map.of(), Map.of()),
          TokenListener.NONE,
          new Random(1));

  private VerifiedClaims claims() {
    VerifiedClaims claims = ServedApi.ACCESS.claims();
    return new VerifiedClaims(
        claims.identity(),
        claims.use(),
        claims.session(),
        claims.issuedAt(),
        loggedInAt,
        claims.expiresAt());
  }

  private final class RecordingLimiter implements AttemptLimiter {
    @Override
    public AttemptDecision tryAcquire(List<Budget> budgets) {
      budgets.forEach(budget -> counted.add(budget.limit()));
      return new AttemptDecision.Allowed();
    }

    @Override
    public void release(List<Budget> budgets) {}
  }

  private static final class NothingRevoked implements RevokedTokens {
    @Override
    public void revoke(SessionId session) {}

    @Override
    public void revokeIssuedBefore(Subject subject, Instant time) {}

    @Override
    public boolean contains(VerifiedClaims claims) {
      return false;
    }
  }

  private static final class NoKnownAddresses implements KnownAddresses {
    @Override
    public void add(Username username, Network network) {}

    @Override
    public boolean contains(Username username, Network network) {
      return false;
    }
  }

  private static final class OnePendingLogin implements ChallengeSessions {
    @Override
    public ChallengeSession seal(PendingLogin login) {
      return new ChallengeSession("pending");
    }

    @Override
    public @Nullable PendingLogin open(ChallengeSession envelope) {
      return envelope.reveal().equals("pending")
          ? new PendingLogin(new Username("Alice"), ChallengeName.SOFTWARE_TOKEN_MFA, envelope)
          : null;
    }
  }

  @Test
  void each_route_uses_its_declared_rate_limits() {
    GatehouseServer server =
        GatehouseServer.start(
            new ServerSettings(ListenAddress.anyLoopbackPort(), Set.of()),
            new GatehousePlugin(api));
    Map<String, Set<Limit>> declared = new TreeMap<>();
    Map<String, Set<Limit>> really = new TreeMap<>();
    try (ServedApi.Client client = new ServedApi.Client(server.port())) {
      for (Route route : api.ownRoutes()) {
        String operation = route.method() + " " + route.path();
        counted.clear();
        for (String body : bodies(operation)) {
          Reply reply =
              client.send(
                  route.method().name(),
                  route.path().replaceAll("\\{\\w+}", "x"),
                  body,
                  "Content-Type",
                  "application/json",
                  "Authorization",
                  "Bearer access");
          assertThat(reply.status()).as(operation).isNotIn(400, 404, 415, 429, 500);
        }
        declared.put(operation, limits(route));
        really.put(operation, Set.copyOf(counted));
      }
    } finally {
      server.stop(Duration.ofSeconds(5));
    }

    assertThat(really)
        .isEqualTo(declared)
        .containsKeys("GET /users/me", "POST /login", "GET /docs");
  }

  @Test
  void every_change_of_an_account_requires_a_recent_login() {
    loggedInAt = Instant.now().minus(STEP_UP).minusSeconds(1);
    GatehouseServer server =
        GatehouseServer.start(
            new ServerSettings(ListenAddress.anyLoopbackPort(), Set.of()),
            new GatehousePlugin(api));
    try (ServedApi.Client client = new ServedApi.Client(server.port())) {
      for (Route route : api.ownRoutes()) {
        String operation = route.method() + " " + route.path();
        if (!(route instanceof Route.Account)
            || route.method() == HttpMethod.GET
            || WITHOUT_STEP_UP.containsKey(operation)) {
          continue;
        }
        Reply reply =
            client.send(
                route.method().name(),
                route.path().replaceAll("\\{\\w+}", "x"),
                operation.equals("PATCH /users/me") ? "{\"email\":\"a@example.com\"}" : "",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer access");
        assertThat(reply.body()).as(operation).contains("reauthentication_required");
      }
    } finally {
      server.stop(Duration.ofSeconds(5));
    }
  }

  @Test
  void request_is_counted_before_its_body_is_read() {
    GatehouseServer server =
        GatehouseServer.start(
            new ServerSettings(ListenAddress.anyLoopbackPort(), Set.of()),
            new GatehousePlugin(api));
    try (ServedApi.Client client = new ServedApi.Client(server.port())) {
      Set<String> operations =
          REQUESTS
              .lines()
              .map(line -> line.substring(0, line.indexOf(" {")))
              .collect(toCollection(TreeSet::new));
      for (String operation : operations) {
        counted.clear();
        String[] words = operation.split(" ", -1);
        Reply reply =
            client.send(
                words[0],
                words[1].replaceAll("\\{\\w+}", "x"),
                "{",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer access");
        assertThat(reply.status()).as(operation).isEqualTo(400);
        assertThat(counted).as(operation).hasSize(1);
      }
    } finally {
      server.stop(Duration.ofSeconds(5));
    }
  }

  /** An operation without a body gets an empty one. */
  private static List<String> bodies(String operation) {
    List<String> bodies =
        REQUESTS
            .lines()
            .filter(line -> line.startsWith(operation + " "))
            .map(line -> Reply.quoted(line.substring(operation.length() + 1)))
            .toList();
    return bodies.isEmpty() ? List.of("") : bodies;
  }

  private static Set<Limit> limits(Route route) {
    return switch (route.limits()) {
      case RouteLimits.None(_) -> Set.of();
      case RouteLimits.PerAddress(var limit) -> Set.of(limit);
      case RouteLimits.ByUseCase(var limits) ->
          Stream.concat(limits.stream(), Stream.of(Limit.REQUESTS_PER_ADDRESS)).collect(toSet());
    };
  }
}
