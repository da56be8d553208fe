package dev.gatehouse.adapter.cognito;

import dev.gatehouse.adapter.cognito.CognitoTotp.Association;
import dev.gatehouse.adapter.cognito.CognitoTotp.Proof;
import dev.gatehouse.adapter.cognito.call.CognitoErrors;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Meaning;
import dev.gatehouse.adapter.cognito.call.CognitoErrors.Trouble;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConcurrentModificationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EnableSoftwareTokenMfaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaNotFoundException;

/** The meaning of the errors of authenticator apps. */
final class TotpErrors {
  /** Matches the message that a user has no app. Cognito sends it also when an app is removed. */
  private static final Pattern NO_APP =
      Pattern.compile(
          "\\bhas not (set up|verified) software token mfa\\b"
              + "|\\bdelivery config set to turn on SOFTWARE_TOKEN_MFA\\b",
          Pattern.CASE_INSENSITIVE);

  /** The result of turning the app on or off. */
  enum Preference {
    SET,
    NO_APP,
    ACCESS_REFUSED
  }

  static final CognitoErrors<Association> ASSOCIATE_SOFTWARE_TOKEN =
      new CognitoErrors<Association>("AssociateSoftwareToken")
          .answerUnlessMisconfigured(new Association.Refused(), NotAuthorizedException.class)
          .fail(Trouble.SERVICE, ConcurrentModificationException.class);

  static final CognitoErrors<Proof> VERIFY_SOFTWARE_TOKEN =
      CognitoErrors.<Proof>byAccessToken("VerifySoftwareToken", new Proof.Refused())
          .answer(
              new Proof.Wrong(),
              CodeMismatchException.class,
              EnableSoftwareTokenMfaException.class,
              SoftwareTokenMfaNotFoundException.class)
          .answerUnlessMisconfigured(new Proof.Wrong(), InvalidParameterException.class);

  static final CognitoErrors<Preference> SET_USER_MFA_PREFERENCE =
      CognitoErrors.byAccessToken("SetUserMFAPreference", Preference.ACCESS_REFUSED)
          .read(
              message ->
                  NO_APP.matcher(message).find()
                      ? new Meaning.Answer<>(Preference.NO_APP, Level.DEBUG)
                      : new Meaning.NoAnswer<>(Trouble.OPERATOR),
              InvalidParameterException.class);

  private TotpErrors() {}
}
