package dev.gatehouse.adapter.cognito.quota;

/**
 * The categories in which Cognito limits the calls per second, with the defaults of the service
 * (AWS, "Quotas in Amazon Cognito"). All pools of an AWS account in a region share a quota.
 */
public enum Quota {
  /** {@code UserAuthentication}. */
  AUTHENTICATION(120),
  /** Answers to challenges: three times {@code UserAuthentication}. */
  CHALLENGES(360),
  /** {@code UserCreation}. A registration without a code takes two calls. */
  CREATION(50),
  /** {@code UserAccountRecovery}. */
  RECOVERY(30),
  /** {@code UserRead}. */
  READ(120),
  /** {@code UserUpdate}. */
  UPDATE(25),
  /** {@code UserToken}. */
  TOKEN(120),
  /** {@code UserResourceRead}. */
  RESOURCE_READ(50),
  /** {@code UserResourceUpdate}. */
  RESOURCE_UPDATE(25);

  private final int perSecond;

  Quota(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Returns the default of the service, in calls per second. */
  public int perSecond() {
    return perSecond;
  }

  /**
   * Returns the quota of an operation.
   *
   * @throws IllegalArgumentException if the adapter does not use the operation
   */
  static Quota of(String operation) {
    return switch (operation) {
      case "AdminInitiateAuth", "GetTokensFromRefreshToken" -> AUTHENTICATION;
      case "AdminRespondToAuthChallenge" -> CHALLENGES;
      case "SignUp", "AdminConfirmSignUp", "ConfirmSignUp" -> CREATION;
      case "ForgotPassword", "ConfirmForgotPassword", "ChangePassword" -> RECOVERY;
      case "AdminGetUser", "GetUser" -> READ;
      case "UpdateUserAttributes",
          "VerifyUserAttribute",
          "DeleteUser",
          "GlobalSignOut",
          "AdminUserGlobalSignOut" ->
          UPDATE;
      case "RevokeToken" -> TOKEN;
      case "GetUserAttributeVerificationCode", "ResendConfirmationCode" -> RESOURCE_READ;
      case "AssociateSoftwareToken", "VerifySoftwareToken", "SetUserMFAPreference" ->
          RESOURCE_UPDATE;
      default -> throw new IllegalArgumentException("an operation without a quota: " + operation);
    };
  }
}
