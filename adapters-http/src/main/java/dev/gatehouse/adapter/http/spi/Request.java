package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.token.BearerToken;
import org.jspecify.annotations.Nullable;

/**
 * A request, read strictly. A malformed request ends with a problem 400; values that break rules
 * end it with a problem 422 that lists all of them.
 */
public interface Request {
  /**
   * The maximum size of the request line and all headers, in bytes: the longest bearer token, and 8
   * KiB for the others. A larger request is answered with 431 or 414.
   */
  int MAX_HEADER_BYTES = BearerToken.MAX_LENGTH + 8 * 1024;

  /** Returns the context of the request. */
  Caller caller();

  /**
   * Returns the bearer token, or null if there is none. Only needed by routes where a token is
   * optional.
   *
   * <p>A token without a scheme is also accepted. Another scheme counts as no token.
   */
  @Nullable BearerToken bearerToken();

  /**
   * Returns the value of a header, or null if it is missing. If there are several, returns the
   * first.
   *
   * @param name the name, in any case
   */
  @Nullable String header(String name);

  /**
   * Returns the value of a cookie as it was sent, or null if it is missing. If there are several,
   * returns the first. Only a semicolon ends a cookie, as browsers do it (RFC 6265).
   *
   * @param name the name, in the exact case
   */
  @Nullable String cookie(String name);

  /**
   * Returns a parameter of the path. A value that breaks a rule ends the request with 404.
   *
   * @param parameter a {@link Field#text text} with the name of the parameter
   */
  <T> T path(Field<T> parameter);

  /**
   * Returns the parameters of the query. Each may occur at most once; others are not allowed.
   *
   * @param parameters {@link Field#text texts}
   */
  FieldValues query(Field<?>... parameters);

  /**
   * Returns the fields of the body, a JSON object with exactly these fields and at most 16 KiB.
   * {@link Field#optional Optional} fields may be missing.
   */
  FieldValues body(Field<?>... fields);

  /**
   * Returns the fields of the body, with another maximum size.
   *
   * @param maxBytes the maximum size; a larger body ends the request with 413
   */
  FieldValues body(int maxBytes, Field<?>... fields);

  /**
   * Returns the fields of the body, a JSON object of at most 16 KiB in which each of these fields
   * is optional. The body may also be missing.
   */
  FieldValues optionalBody(Field<?>... fields);
}
