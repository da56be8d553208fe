package dev.gatehouse.adapter.http.spi;

import dev.gatehouse.domain.Caller;
import dev.gatehouse.domain.token.BearerToken;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, read strictly; whatever is wrong with it ends the request with a problem: 400
 * for what is malformed, 422 for values that break a rule, all of them at once.
 */
public interface Request {
  /** Who asks, as far as a request tells without a token. */
  Caller caller();

  /**
   * The bearer token, or null where none was sent; only routes that take it or leave it need to
   * ask.
   *
   * <p>A bare token without a scheme is taken, too; another scheme counts as no token.
   */
  @Nullable BearerToken bearerToken();

  /**
   * A header's value, or null where it was not sent; of several the first.
   *
   * @param name in any case
   */
  @Nullable String header(String name);

  /** A cookie's value, or null where it was not sent. */
  @Nullable String cookie(String name);

  /**
   * A parameter of the path; one that breaks a rule names nothing, which is 404.
   *
   * @param parameter a {@link Field#text text} of the parameter's name
   */
  <T> T path(Field<T> parameter);

  /**
   * The query: each of these parameters at most once, and no other.
   *
   * @param parameters {@link Field#text texts}
   */
  FieldValues query(Field<?>... parameters);

  /** The body: an object with exactly these members; at most 16 KiB. */
  FieldValues body(Field<?>... fields);

  /**
   * The same, of another size.
   *
   * @param maxBytes the most that is read; beyond is 413
   */
  FieldValues body(int maxBytes, Field<?>... fields);

  /** The body: an object with these members, each of which may be left out; at most 16 KiB. */
  FieldValues optionalBody(Field<?>... fields);
}
