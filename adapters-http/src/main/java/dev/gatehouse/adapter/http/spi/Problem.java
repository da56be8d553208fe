package dev.gatehouse.adapter.http.spi;

import java.util.Locale;

/**
 * The errors that Gatehouse answers, each with its status, its stable code and what it says to
 * people.
 */
public enum Problem {
  MALFORMED_REQUEST(400, "Malformed request", "The request is not what this endpoint takes."),
  MISSING_TOKEN(401, "Missing token", "This endpoint wants a bearer token."),
  INVALID_TOKEN(401, "Invalid token", "The bearer token is not valid here."),
  INVALID_CREDENTIALS(401, "Invalid credentials", "The user name or the password is wrong."),
  INVALID_CHALLENGE_ANSWER(
      401,
      "Invalid challenge answer",
      "The answer is wrong, or the login was begun too long ago; try again or log in again."),
  INVALID_REFRESH_TOKEN(
      401, "Invalid refresh token", "The refresh token is not in force; log in again."),
  FORBIDDEN(403, "Forbidden", "You are not in the group that this endpoint asks for."),
  USER_NOT_CONFIRMED(403, "User not confirmed", "The registration has yet to be confirmed."),
  PASSWORD_RESET_REQUIRED(
      403, "Password reset required", "The password must be reset before the next login."),
  NOT_FOUND(404, "Not found", "There is nothing here."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "The header Allow names the methods that work."),
  USERNAME_TAKEN(409, "User name taken", "Another user has this name."),
  PAYLOAD_TOO_LARGE(413, "Payload too large", "The body is larger than this endpoint takes."),
  URI_TOO_LONG(414, "URI too long", "The request's URI is too long."),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The body must be application/json."),
  INVALID_REQUEST(422, "Invalid request", "A value breaks a rule; see errors."),
  INVALID_CODE(422, "Invalid code", "The code is wrong, expired or used up."),
  TOO_MANY_ATTEMPTS(429, "Too many attempts", "Try again later; see Retry-After."),
  HEADERS_TOO_LARGE(431, "Headers too large", "The request's headers may have up to 16 KiB."),
  INTERNAL_ERROR(500, "Internal error", "Something is wrong on our side; it was logged."),
  CHALLENGE_NOT_SUPPORTED(
      501, "Challenge not supported", "The login needs a further step that is not supported."),
  NOT_SUPPORTED(501, "Not supported", "The identity provider does not support this."),
  IDENTITY_PROVIDER_UNAVAILABLE(
      503, "Identity provider unavailable", "Try again later; see Retry-After."),
  OVERLOADED(503, "Overloaded", "Try again later; see Retry-After.");

  private final int status;
  private final String title;
  private final String detail;

  Problem(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What clients switch on. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, the same each time. */
  public String title() {
    return title;
  }

  /** What it says to people where nothing more is known. */
  public String detail() {
    return detail;
  }
}
