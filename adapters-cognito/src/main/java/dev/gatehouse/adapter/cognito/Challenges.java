package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.MfaErrors.Association;
import dev.gatehouse.adapter.cognito.MfaErrors.Proof;
import dev.gatehouse.domain.Challenge;
import dev.gatehouse.domain.ChallengeAnswer;
import dev.gatehouse.domain.ChallengeAnswer.CodeGiven;
import dev.gatehouse.domain.ChallengeAnswer.MfaTypeChosen;
import dev.gatehouse.domain.ChallengeAnswer.PasswordChosen;
import dev.gatehouse.domain.ChallengeName;
import dev.gatehouse.domain.ChallengeOutcome;
import dev.gatehouse.domain.ChallengeOutcome.InvalidAnswer;
import dev.gatehouse.domain.ChallengeSession;
import dev.gatehouse.domain.ChallengeStep;
import dev.gatehouse.domain.ChallengeStep.EmailOtp;
import dev.gatehouse.domain.ChallengeStep.MfaSetup;
import dev.gatehouse.domain.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.ChallengeStep.SelectMfaType;
import dev.gatehouse.domain.ChallengeStep.SmsMfa;
import dev.gatehouse.domain.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.ConfirmationCode;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.MfaType;
import dev.gatehouse.domain.PendingLogin;
import dev.gatehouse.domain.Secret;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.TotpSecret;
import dev.gatehouse.domain.Username;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;

/** Logins that ask for more than a password. */
final class Challenges {
  /** The items of a JSON array of plain names, as challenge parameters hold them. */
  private static final Pattern ITEM = Pattern.compile("\"([^\"\\\\]+)\"");

  /** What a parameter is that holds such items and nothing else. */
  private static final Pattern ARRAY =
      Pattern.compile("\\s*\\[\\s*(?:%1$s(?:\\s*,\\s*%1$s)*)?\\s*]\\s*".formatted(ITEM));

  private final CognitoSettings settings;
  private final ServiceClients service;
  private final SoftwareTokens softwareTokens;

  /** How the service goes on with a login. */
  private sealed interface Next {
    record Done(Tokens tokens) implements Next {}

    record Asked(Challenge challenge) implements Next {}

    record Unknown(String name) implements Next {}
  }

  /**
   * The service's session with the name that goes with it, which need not be the one that the user
   * gave: names hold no white space.
   */
  private record OwnSession(String username, String session) {
    /** The session of a login that goes on after that operation: there must be one. */
    static OwnSession after(String operation, String username, @Nullable String session) {
      if (session == null
          || session.isEmpty()
          || !ChallengeSession.violations(text(username, session)).isEmpty()) {
        throw CognitoErrors.nonsense(operation, "a login that goes on without a sound session");
      }
      return new OwnSession(username, session);
    }

    static @Nullable OwnSession of(ChallengeSession session) {
      String[] parts = session.reveal().split("\n", 2);
      return parts.length == 2 ? new OwnSession(parts[0], parts[1]) : null;
    }

    private static String text(String username, String session) {
      return username + "\n" + session;
    }

    ChallengeSession sealed() {
      return new ChallengeSession(text(username, session));
    }

    @Override
    public String toString() {
      return "OwnSession[redacted]";
    }
  }

  Challenges(CognitoSettings settings, ServiceClients service, SoftwareTokens softwareTokens) {
    this.settings = settings;
    this.service = service;
    this.softwareTokens = softwareTokens;
  }

  /** What the answer to a password means. */
  LoginOutcome outcome(Username username, AdminInitiateAuthResponse answer) {
    Next next =
        answer.challengeNameAsString() == null
            ? new Next.Done(UserPool.tokens("AdminInitiateAuth", answer.authenticationResult()))
            : asked(
                "AdminInitiateAuth",
                username.value(),
                answer.challengeNameAsString(),
                answer.challengeParameters(),
                answer.session());
    return switch (next) {
      case Next.Done(var tokens) -> new LoginOutcome.LoggedIn(tokens);
      case Next.Asked(var challenge) -> new LoginOutcome.ChallengeRequired(challenge);
      case Next.Unknown(var name) -> new LoginOutcome.ChallengeNotSupported(name);
    };
  }

  /** What the answer to a password means to whoever takes no further step. */
  static LoginOutcome untaken(AdminInitiateAuthResponse answer) {
    String challenge = answer.challengeNameAsString();
    return challenge == null
        ? new LoginOutcome.LoggedIn(
            UserPool.tokens("AdminInitiateAuth", answer.authenticationResult()))
        : new LoginOutcome.ChallengeNotSupported(challenge.toLowerCase(Locale.ROOT));
  }

  private ChallengeOutcome outcome(OwnSession own, AdminRespondToAuthChallengeResponse answer) {
    Next next =
        answer.challengeNameAsString() == null
            ? new Next.Done(
                UserPool.tokens("AdminRespondToAuthChallenge", answer.authenticationResult()))
            : asked(
                "AdminRespondToAuthChallenge",
                own.username(),
                answer.challengeNameAsString(),
                answer.challengeParameters(),
                answer.session());
    return switch (next) {
      case Next.Done(var tokens) -> new ChallengeOutcome.LoggedIn(tokens);
      case Next.Asked(var challenge) -> new ChallengeOutcome.ChallengeRequired(challenge);
      case Next.Unknown(var name) -> new ChallengeOutcome.ChallengeNotSupported(name);
    };
  }

  private Next asked(
      String operation,
      String givenName,
      String challenge,
      Map<String, String> parameters,
      @Nullable String session) {
    String username = parameters.getOrDefault("USER_ID_FOR_SRP", givenName);
    ChallengeStep step = step(operation, challenge, parameters);
    boolean setUp =
        challenge.equals(ChallengeName.MFA_SETUP.name())
            && items(operation, parameters, "MFAS_CAN_SETUP").contains(SoftwareTokens.NAME);
    if (step == null && !setUp) {
      return new Next.Unknown(challenge.toLowerCase(Locale.ROOT));
    }
    OwnSession own = OwnSession.after(operation, username, session);
    return step == null ? setUp(own) : new Next.Asked(new Challenge(step, own.sealed()));
  }

  /** What is asked for; null for what Gatehouse does not know, or has to prepare first. */
  private static @Nullable ChallengeStep step(
      String operation, String challenge, Map<String, String> parameters) {
    String destination = parameters.get("CODE_DELIVERY_DESTINATION");
    return switch (challenge) {
      // Attributes that the pool wants together with the password are not ours to ask for.
      case "NEW_PASSWORD_REQUIRED" ->
          items(operation, parameters, "requiredAttributes").isEmpty()
              ? new NewPasswordRequired()
              : null;
      case "SOFTWARE_TOKEN_MFA" -> new SoftwareTokenMfa();
      case "SMS_MFA" -> new SmsMfa(destination);
      case "EMAIL_OTP" -> new EmailOtp(destination);
      case "SELECT_MFA_TYPE" -> {
        List<MfaType> choices =
            items(operation, parameters, "MFAS_CAN_CHOOSE").stream()
                .distinct()
                .flatMap(Challenges::types)
                .toList();
        yield choices.isEmpty() ? null : new SelectMfaType(choices);
      }
      default -> null;
    };
  }

  /** The type of that name, if Gatehouse knows it. */
  private static Stream<MfaType> types(String name) {
    return Arrays.stream(MfaType.values()).filter(type -> type.name().equals(name));
  }

  /** What a parameter lists; nothing where it is absent. */
  private static List<String> items(String operation, Map<String, String> parameters, String name) {
    String text = parameters.getOrDefault(name, "[]");
    if (!ARRAY.matcher(text).matches()) {
      throw CognitoErrors.nonsense(operation, name + " is no list of names");
    }
    return ITEM.matcher(text).results().map((MatchResult result) -> result.group(1)).toList();
  }

  private Next setUp(OwnSession own) {
    return switch (softwareTokens.associate(own.session())) {
      case Association.Made(var secret, var next) ->
          new Next.Asked(
              new Challenge(
                  new MfaSetup(new TotpSecret(secret), new Username(own.username())),
                  OwnSession.after("AssociateSoftwareToken", own.username(), next).sealed()));
      case Association.Refused() ->
          throw CognitoErrors.nonsense(
              "AssociateSoftwareToken", "a session just given opens nothing");
    };
  }

  /** Takes the answer to the service. */
  ChallengeOutcome answer(PendingLogin login, ChallengeAnswer answer) {
    if (!answer.fits(login.challenge())) {
      throw new IllegalArgumentException("not an answer to " + login.challenge());
    }
    OwnSession own = OwnSession.of(login.session());
    if (own == null) {
      return new InvalidAnswer();
    }
    return switch (answer) {
      case PasswordChosen(var password) -> respond(login, own, "NEW_PASSWORD", password);
      case CodeGiven(var code) -> give(login, own, code);
      case MfaTypeChosen(var type) -> respond(login, own, Map.of("ANSWER", type.name()), null);
    };
  }

  private ChallengeOutcome give(PendingLogin login, OwnSession own, ConfirmationCode code) {
    return switch (login.challenge()) {
      case SMS_MFA -> respond(login, own, "SMS_MFA_CODE", code);
      case EMAIL_OTP -> respond(login, own, "EMAIL_OTP_CODE", code);
      case SOFTWARE_TOKEN_MFA ->
          SoftwareTokens.isCode(code)
              ? respond(login, own, "SOFTWARE_TOKEN_MFA_CODE", code)
              : new InvalidAnswer();
      case MFA_SETUP ->
          switch (softwareTokens.verify(own.session(), code)) {
            case Proof.Right(var next) ->
                respond(
                    login,
                    OwnSession.after("VerifySoftwareToken", own.username(), next),
                    Map.of(),
                    null);
            case Proof.Wrong(), Proof.Refused() -> new InvalidAnswer();
          };
      case NEW_PASSWORD_REQUIRED, SELECT_MFA_TYPE ->
          throw new IllegalArgumentException("no code is asked for");
    };
  }

  private ChallengeOutcome respond(
      PendingLogin login, OwnSession own, String member, Secret secret) {
    return respond(login, own, Map.of(member, secret.reveal()), secret);
  }

  private ChallengeOutcome respond(
      PendingLogin login, OwnSession own, Map<String, String> members, @Nullable Secret secret) {
    String hash = settings.secretHash(own.username());
    Map<String, String> responses = new HashMap<>(members);
    responses.put("USERNAME", own.username());
    if (hash != null) {
      responses.put("SECRET_HASH", hash);
    }
    return ServiceClients.call(
        MfaErrors.ADMIN_RESPOND,
        ServiceClients.secrets(own.session(), hash, secret == null ? null : secret.reveal()),
        () ->
            outcome(
                own,
                service
                    .once()
                    .adminRespondToAuthChallenge(
                        request ->
                            request
                                .userPoolId(settings.userPoolId())
                                .clientId(settings.clientId())
                                .challengeName(login.challenge().name())
                                .session(own.session())
                                .challengeResponses(responses))));
  }
}
