package dev.gatehouse.adapter.http.spi;

import java.util.Locale;

/**
 * The problems that Gatehouse answers, each with its status, its stable code and a sentence for
 * users.
 */
public enum Problem {
  MALFORMED_REQUEST(
      400, "Malformed request", "The request does not have the form that this endpoint expects."),
  MISSING_TOKEN(401, "Missing token", "A bearer token is required."),
  INVALID_TOKEN(401, "Invalid token", "The bearer token is not valid."),
  INVALID_CREDENTIALS(401, "Invalid credentials", "The user name or the password is wrong."),
  INVALID_CHALLENGE_ANSWER(
      401,
      "Invalid challenge answer",
      "The answer is wrong or came too late. Try again, or log in again."),
  INVALID_REFRESH_TOKEN(
      401, "Invalid refresh token", "The refresh token is not valid. Log in again."),
  REAUTHENTICATION_REQUIRED(
      401,
      "Reauthentication required",
      "The last login is too long ago. Send currentPassword, or log in again."),
  FORBIDDEN(403, "Forbidden", "You are not in the group that this endpoint requires."),
  USER_NOT_CONFIRMED(403, "User not confirmed", "The registration is not confirmed yet."),
  PASSWORD_RESET_REQUIRED(
      403, "Password reset required", "The password must be reset before the next login."),
  NOT_FOUND(404, "Not found", "Nothing exists at this path."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "The Allow header lists the allowed methods."),
  USERNAME_TAKEN(409, "User name taken", "Another user has this name, or one that looks like it."),
  PAYLOAD_TOO_LARGE(413, "Payload too large", "The body is too large for this endpoint."),
  URI_TOO_LONG(414, "URI too long", "The request's URI is too long."),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The body must be application/json."),
  INVALID_REQUEST(422, "Invalid request", "Some values are not valid. See errors."),
  INVALID_CODE(422, "Invalid code", "The code is wrong, has expired or was used before."),
  TOO_MANY_ATTEMPTS(429, "Too many attempts", "Try again later. See Retry-After."),
  HEADERS_TOO_LARGE(
      431,
      "Headers too large",
      "Request headers can have at most " + Request.MAX_HEADER_BYTES / 1024 + " KiB."),
  INTERNAL_ERROR(500, "Internal error", "An internal error occurred. It was logged."),
  CHALLENGE_NOT_SUPPORTED(
      501, "Challenge not supported", "The login requires a step that is not supported."),
  NOT_SUPPORTED(501, "Not supported", "The identity provider does not support this."),
  IDENTITY_PROVIDER_UNAVAILABLE(
      503, "Identity provider unavailable", "Try again later. See Retry-After."),
  OVERLOADED(503, "Overloaded", "Try again later. See Retry-After.");

  private final int status;
  private final String title;
  private final String detail;

  Problem(int status, String title, String detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the stable code for programs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the title. */
  public String title() {
    return title;
  }

  /** Returns the default sentence for users. */
  public String detail() {
    return detail;
  }
}
