package dev.gatehouse.adapter.jwt;

import dev.gatehouse.domain.token.BearerToken;
import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.domain.token.TokenUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of tokens that must be refused. The constructor adds the tokens. */
public abstract class HostileFamily {
  /** The use that the verifier accepts. */
  final TokenUse use;

  private final List<Hostile> tokens = new ArrayList<>();

  HostileFamily(TokenUse use) {
    this.use = use;
  }

  HostileFamily() {
    this(TokenUse.ID);
  }

  final List<Hostile> tokens() {
    return tokens;
  }

  final void add(TokenRefusal reason, String name, BearerToken token) {
    add(reason, name, token, TestIssuer.NOW);
  }

  final void add(TokenRefusal reason, String name, BearerToken token, Instant now) {
    tokens.add(new Hostile(name, token, reason, use, now));
  }

  final void add(TokenRefusal reason, String name, String token) {
    add(reason, name, new BearerToken(token));
  }

  /** Adds a token with valid claims. */
  final void add(TokenRefusal reason, String name, Map<String, ? extends @Nullable Object> header) {
    add(reason, name, TokenForger.with(header));
  }

  /** Adds a token with a valid header. */
  final void says(
      TokenRefusal reason, String name, Map<String, ? extends @Nullable Object> claims) {
    add(reason, inAn(use, name), TestIssuer.MINT.token(claims));
  }

  static String inAn(TokenUse use, String name) {
    return name + " in an " + use + " token";
  }

  /** Returns the entries of a table. They are separated by two spaces or a line break. */
  public static List<String> entries(String table) {
    return List.of(table.strip().split(" {2,}|\\n *"));
  }

  /** Returns entries of the form "name = content". */
  static Map<String, String> named(String table) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String entry : entries(table)) {
      int equals = entry.indexOf(" = ");
      named.put(entry.substring(0, equals), entry.substring(equals + 3));
    }
    return named;
  }
}
