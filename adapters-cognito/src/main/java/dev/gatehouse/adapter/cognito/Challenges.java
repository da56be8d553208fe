package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoTotp.Association;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.login.Challenge;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeStep;
import dev.gatehouse.domain.login.ChallengeStep.EmailOtp;
import dev.gatehouse.domain.login.ChallengeStep.MfaSetup;
import dev.gatehouse.domain.login.ChallengeStep.NewPasswordRequired;
import dev.gatehouse.domain.login.ChallengeStep.SelectMfaType;
import dev.gatehouse.domain.login.ChallengeStep.SmsMfa;
import dev.gatehouse.domain.login.ChallengeStep.SoftwareTokenMfa;
import dev.gatehouse.domain.login.LoginProgress;
import dev.gatehouse.domain.login.LoginProgress.ChallengeNotSupported;
import dev.gatehouse.domain.login.LoginProgress.ChallengeRequired;
import dev.gatehouse.domain.login.MfaType;
import dev.gatehouse.domain.totp.TotpSecret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Reads the challenges that Cognito issues after a password or another challenge. */
final class Challenges {
  private final CognitoTotp totp;

  Challenges(CognitoTotp totp) {
    this.totp = totp;
  }

  /**
   * Reads the next step of a login from a challenge. For an authenticator app that must be set up,
   * it calls {@code AssociateSoftwareToken}.
   *
   * @param operation the operation that returned the challenge
   * @param user the user who logs in; shown if the name in the session is not valid
   * @param givenName the name in the session, if the challenge contains none
   */
  LoginProgress next(
      String operation,
      Username user,
      String givenName,
      String challenge,
      Map<String, String> parameters,
      @Nullable String session) {
    ChallengeStep step = step(operation, challenge, parameters);
    if (step == null
        && !(challenge.equals(ChallengeName.MFA_SETUP.name())
            && items(operation, parameters, "MFAS_CAN_SETUP").contains(CognitoTotp.NAME))) {
      return notSupported(challenge);
    }
    ServiceSession own =
        ServiceSession.after(
            operation, parameters.getOrDefault("USER_ID_FOR_SRP", givenName), session);
    return step == null
        ? setUp(user, own)
        : new ChallengeRequired(new Challenge(step, own.sealed()));
  }

  static ChallengeNotSupported notSupported(String challenge) {
    return new ChallengeNotSupported(challenge.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the step for a challenge; null if Gatehouse does not support it or must prepare it
   * first.
   */
  private static @Nullable ChallengeStep step(
      String operation, String challenge, Map<String, String> parameters) {
    String destination = parameters.get("CODE_DELIVERY_DESTINATION");
    return switch (challenge) {
      // Gatehouse does not ask the user for attributes that the pool requires with the new
      // password.
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

  /** Returns the type with this name; empty if Gatehouse does not know it. */
  private static Stream<MfaType> types(String name) {
    return Arrays.stream(MfaType.values()).filter(type -> type.name().equals(name));
  }

  /** Returns the items of a list parameter; empty if the parameter does not exist. */
  private static List<String> items(String operation, Map<String, String> parameters, String name) {
    JsonNode list =
        Json.parse(parameters.getOrDefault(name, "[]").getBytes(StandardCharsets.UTF_8));
    if (list == null || !list.isArray() || !list.asArray().stream().allMatch(JsonNode::isString)) {
      throw CognitoErrors.malformedResponse(operation, name + " is not a list of names");
    }
    return list.asArray().stream().map(JsonNode::asString).toList();
  }

  private ChallengeRequired setUp(Username user, ServiceSession own) {
    return switch (totp.associate(own.session())) {
      case Association.Made(var secret, var next) ->
          new ChallengeRequired(
              new Challenge(
                  new MfaSetup(
                      new TotpSecret(secret),
                      Username.violations(own.username()).isEmpty()
                          ? new Username(own.username())
                          : user),
                  ServiceSession.after("AssociateSoftwareToken", own.username(), next).sealed()));
      case Association.Refused() ->
          throw CognitoErrors.malformedResponse(
              "AssociateSoftwareToken", "the session that was just issued is refused");
    };
  }
}
