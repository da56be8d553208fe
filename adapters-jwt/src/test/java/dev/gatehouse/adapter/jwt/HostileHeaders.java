package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.domain.token.TokenRefusal.Form.BAD_BASE64;
import static dev.gatehouse.domain.token.TokenRefusal.Form.BAD_JSON;
import static dev.gatehouse.domain.token.TokenRefusal.Form.NOT_THREE_PARTS;
import static dev.gatehouse.domain.token.TokenRefusal.Header.COMPRESSED_PAYLOAD;
import static dev.gatehouse.domain.token.TokenRefusal.Header.CRITICAL_PARAMETER;
import static dev.gatehouse.domain.token.TokenRefusal.Header.NESTED_PAYLOAD;
import static dev.gatehouse.domain.token.TokenRefusal.Header.UNENCODED_PAYLOAD;
import static dev.gatehouse.domain.token.TokenRefusal.Header.WRONG_ALGORITHM;
import static dev.gatehouse.domain.token.TokenRefusal.Header.WRONG_TYPE;

import dev.gatehouse.domain.token.TokenRefusal;
import dev.gatehouse.testkit.TokenMint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** Tokens that ask for another kind of processing, and things that are no JWS in compact form. */
final class HostileHeaders {
  private final List<Hostile> tokens = new ArrayList<>();

  private HostileHeaders() {}

  static List<Hostile> tokens() throws IOException {
    HostileHeaders family = new HostileHeaders();
    family.critical();
    family.otherPayloads();
    family.otherTypes();
    family.otherSerializations();
    family.nested();
    return family.tokens;
  }

  private void critical() {
    for (Object value :
        Arrays.asList(
            null,
            "",
            "exp",
            1,
            0,
            true,
            false,
            List.of(),
            List.of("exp"),
            List.of("b64"),
            List.of("crit"),
            List.of("alg"),
            List.of("kid", "alg"),
            List.of(""),
            List.of(1),
            List.of(List.of()),
            List.of("exp", "exp"),
            List.of("http://example.com/UNDEFINED"),
            Arrays.asList((Object) null),
            Map.of(),
            Map.of("exp", true))) {
      add("crit " + TokenMint.json(value), Map.of(), "crit", value, CRITICAL_PARAMETER);
    }
    add("crit [exp] with exp", Map.of("exp", 1), "crit", List.of("exp"), CRITICAL_PARAMETER);
    add("crit [b64], b64 true", Map.of("b64", true), "crit", List.of("b64"), CRITICAL_PARAMETER);
    add("crit [b64], b64 false", Map.of("b64", false), "crit", List.of("b64"), CRITICAL_PARAMETER);
    add("crit [jku], jku", Map.of("jku", "https://x"), "crit", List.of("jku"), CRITICAL_PARAMETER);
  }

  private void otherPayloads() throws IOException {
    for (Object value : Arrays.asList(true, false, null, "false", 0, List.of())) {
      add("b64 " + TokenMint.json(value), "b64", value, UNENCODED_PAYLOAD);
    }
    Map<String, @Nullable Object> unencoded = MINT.header();
    unencoded.put("b64", false);
    String header = TokenMint.encoded(TokenMint.json(unencoded));
    tokens.add(
        Hostile.of(
            "b64 false and a payload that is not encoded, without dots",
            MINT.signed(header, "{\"sub\":\"alice\"}"),
            BAD_BASE64));
    tokens.add(
        Hostile.of(
            "b64 false and the claims as they are",
            MINT.signed(header, TokenMint.json(TokenForger.idClaims())),
            NOT_THREE_PARTS));

    for (Object value : Arrays.asList("DEF", "GZIP", "", null, 1, false, List.of("DEF"))) {
      add("zip " + TokenMint.json(value), "zip", value, COMPRESSED_PAYLOAD);
    }
    Map<String, @Nullable Object> zipped = MINT.header();
    zipped.put("zip", "DEF");
    tokens.add(
        Hostile.of(
            "zip DEF and compressed claims",
            TokenForger.of(
                TokenForger.bytes(TokenMint.json(zipped)),
                deflated(TokenForger.bytes(TokenMint.json(TokenForger.idClaims())))),
            COMPRESSED_PAYLOAD));
    tokens.add(
        Hostile.of(
            "zip DEF and a mebibyte of white space, compressed",
            TokenForger.of(TokenForger.bytes(TokenMint.json(zipped)), deflated(new byte[1 << 20])),
            COMPRESSED_PAYLOAD));
    tokens.add(
        Hostile.of(
            "compressed claims without saying so",
            TokenForger.of(
                TokenForger.bytes(TokenMint.json(MINT.header())),
                deflated(TokenForger.bytes(TokenMint.json(TokenForger.idClaims())))),
            BAD_JSON));
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream deflating =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true))) {
      deflating.write(content);
    }
    return bytes.toByteArray();
  }

  private void otherTypes() {
    for (Object value :
        Arrays.asList("JWT", "jwt", "", null, "json", "application/json", 1, List.of("JWT"))) {
      add("cty " + TokenMint.json(value), "cty", value, NESTED_PAYLOAD);
    }
    for (Object value :
        Arrays.asList(
            "JWE",
            "JWS",
            "JOSE",
            "JOSE+JSON",
            "application/jose",
            "secevent+jwt",
            "logout+jwt",
            "dpop+jwt",
            "rt+jwt",
            "kb+jwt",
            "dc+sd-jwt",
            "token-introspection+jwt",
            "oauth-authz-req+jwt",
            "client-authentication+jwt",
            "application/dpop+jwt",
            "+jwt",
            "at-jwt",
            "at+jwt ",
            "at +jwt",
            "id_token",
            "",
            " ",
            " JWT",
            "JWT ",
            "JWT\u0000",
            "JWT\n",
            "J\uFF37T",
            "JWT;charset=utf-8",
            "text/plain",
            null,
            1,
            true,
            false,
            List.of(),
            List.of("JWT"),
            Map.of("JWT", true))) {
      add("typ " + TokenMint.json(value), "typ", value, WRONG_TYPE);
    }
  }

  private void otherSerializations() {
    List<String> parts = TokenForger.parts(TokenForger.good());
    Map<String, @Nullable Object> flattened = new LinkedHashMap<>();
    flattened.put("payload", parts.get(1));
    flattened.put("protected", parts.get(0));
    flattened.put("signature", parts.get(2));
    Map<String, @Nullable Object> general = new LinkedHashMap<>();
    general.put("payload", parts.get(1));
    general.put(
        "signatures", List.of(Map.of("protected", parts.get(0), "signature", parts.get(2))));
    Map<String, Map<String, @Nullable Object>> serialized = new LinkedHashMap<>();
    serialized.put("flattened", flattened);
    serialized.put("general", general);
    serialized.forEach(
        (name, object) -> {
          String json = TokenMint.json(object);
          noToken("JSON serialization, " + name, json);
          noToken("JSON serialization in base64url, " + name, TokenMint.encoded(json));
        });
    Map<String, @Nullable Object> dotted = new LinkedHashMap<>(flattened);
    dotted.put("token", TokenForger.good().reveal());
    tokens.add(
        Hostile.of("JSON serialization with a token in it", TokenMint.json(dotted), BAD_BASE64));

    String claims = parts.get(1);
    for (String algorithm : List.of("RSA-OAEP-256", "RSA1_5", "dir", "ECDH-ES")) {
      String header =
          TokenMint.encoded(
              TokenMint.json(Map.of("alg", algorithm, "enc", "A128GCM", "kid", "key-1")));
      noToken(
          "encrypted token, " + algorithm,
          header + ".a2V5." + TokenMint.encoded("twelve bytes") + "." + claims + ".dGFn");
      tokens.add(
          Hostile.of(
              "header of an encrypted token, " + algorithm,
              MINT.signed(header, claims),
              WRONG_ALGORITHM));
    }
    noToken(
        "encrypted token without an encrypted key",
        TokenMint.encoded("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..aXY." + claims + ".dGFn");
    noToken("five parts of a signed one", String.join(".", parts) + "." + parts.get(1) + ".dGFn");
  }

  private void nested() {
    String token = TokenForger.good().reveal();
    Map<String, @Nullable Object> saying = MINT.header();
    saying.put("cty", "JWT");
    String header = TokenMint.json(MINT.header());
    tokens.add(
        Hostile.of(
            "token in a token that says so",
            TokenForger.of(TokenMint.json(saying), token),
            NESTED_PAYLOAD));
    tokens.add(Hostile.of("token in a token", TokenForger.of(header, token), BAD_JSON));
    tokens.add(
        Hostile.of(
            "token in quotes in a token", TokenForger.of(header, "\"" + token + "\""), BAD_JSON));
    tokens.add(
        Hostile.of(
            "claims encoded twice",
            TokenForger.of(header, TokenMint.encoded(TokenMint.json(TokenForger.idClaims()))),
            BAD_JSON));
    tokens.add(
        Hostile.of(
            "header encoded twice",
            TokenForger.of(TokenMint.encoded(header), TokenMint.json(TokenForger.idClaims())),
            BAD_JSON));
  }

  private void noToken(String name, String text) {
    tokens.add(Hostile.of(name, text, NOT_THREE_PARTS));
  }

  private void add(String name, String parameter, @Nullable Object value, TokenRefusal reason) {
    add(name, Map.of(), parameter, value, reason);
  }

  private void add(
      String name,
      Map<String, ?> others,
      String parameter,
      @Nullable Object value,
      TokenRefusal reason) {
    Map<String, @Nullable Object> header = MINT.header();
    header.putAll(others);
    header.put(parameter, value);
    tokens.add(Hostile.of(name, TokenForger.with(header), reason));
  }
}
