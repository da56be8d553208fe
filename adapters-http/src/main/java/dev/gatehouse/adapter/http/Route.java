package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.AccountAccess;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import io.javalin.http.HandlerType;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A method on a path, who may call it, and what it does; there is no route that does not say who
 * may call it.
 */
sealed interface Route {
  HandlerType method();

  String path();

  /** The same guard on another method of the path. */
  Route guarding(HandlerType method, Function<Call, Answer> endpoint);

  /** How much a caller must show: of two routes the stricter one has the higher number. */
  default int strictness() {
    return switch (this) {
      case Public _ -> 0;
      case Authenticated _ -> 1;
      case InGroup _ -> 2;
      case Account _ -> 3;
    };
  }

  /** Anyone may call. */
  record Public(HandlerType method, String path, Function<Call, Answer> endpoint) implements Route {
    @Override
    public Route guarding(HandlerType other, Function<Call, Answer> answer) {
      return new Public(other, path, answer);
    }
  }

  /** Whoever shows a valid token may call. */
  record Authenticated(HandlerType method, String path, BiFunction<Call, Identity, Answer> endpoint)
      implements Route {
    @Override
    public Route guarding(HandlerType other, Function<Call, Answer> answer) {
      return new Authenticated(other, path, (call, _) -> answer.apply(call));
    }
  }

  /** Whoever shows a valid token and is in the group may call. */
  record InGroup(
      HandlerType method, String path, Group group, BiFunction<Call, Identity, Answer> endpoint)
      implements Route {
    @Override
    public Route guarding(HandlerType other, Function<Call, Answer> answer) {
      return new InGroup(other, path, group, (call, _) -> answer.apply(call));
    }
  }

  /**
   * Whoever shows an access token may call, whatever other routes take: the account is the
   * caller's.
   */
  record Account(HandlerType method, String path, BiFunction<Call, AccountAccess, Answer> endpoint)
      implements Route {
    @Override
    public Route guarding(HandlerType other, Function<Call, Answer> answer) {
      return new Account(other, path, (call, _) -> answer.apply(call));
    }
  }
}
