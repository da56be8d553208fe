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
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Tokens whose header requires other processing, and texts that are not a compact JWS. */
final class HostileHeaders extends HostileFamily {
  private static final String HEADER = TokenMint.json(TokenForger.header());
  private static final String CLAIMS = TokenMint.json(TokenForger.idClaims());

  HostileHeaders() throws IOException {
    critical();
    unencoded();
    compressed();
    otherTypes();
    otherSerializations();
    encrypted();
    nested();
  }

  private void critical() {
    each(
        CRITICAL_PARAMETER,
        "crit",
        """
        null, '', 'exp', 1, 0, true, false, [], ['exp'], ['b64'], ['crit'], ['alg'], ['kid', 'alg'],
        [''], [1], [[]], ['exp', 'exp'], ['http://example.com/UNDEFINED'], [null], {}, {'exp': true}
        """);
    critical("crit [exp] with exp", "exp", 1);
    critical("crit [b64], b64 true", "b64", true);
    critical("crit [b64], b64 false", "b64", false);
    critical("crit [jku], jku", "jku", "https://x");
  }

  private void critical(String name, String parameter, Object value) {
    add(CRITICAL_PARAMETER, name, TokenForger.header(parameter, value, "crit", List.of(parameter)));
  }

  private void unencoded() {
    each(UNENCODED_PAYLOAD, "b64", "true, false, null, 'false', 0, []");
    String header = TokenMint.encoded(TokenMint.json(TokenForger.header("b64", false)));
    add(
        BAD_BASE64,
        "b64 false and a payload that is not encoded, without dots",
        MINT.signed(header, "{\"sub\":\"alice\"}"));
    add(NOT_THREE_PARTS, "b64 false and the claims as they are", MINT.signed(header, CLAIMS));
  }

  private void compressed() throws IOException {
    each(COMPRESSED_PAYLOAD, "zip", "'DEF', 'GZIP', '', null, 1, false, ['DEF']");
    byte[] zipped = TokenForger.bytes(TokenMint.json(TokenForger.header("zip", "DEF")));
    byte[] claims = deflated(TokenForger.bytes(CLAIMS));
    add(COMPRESSED_PAYLOAD, "zip DEF and compressed claims", TokenForger.of(zipped, claims));
    add(
        COMPRESSED_PAYLOAD,
        "zip DEF and a mebibyte of white space, compressed",
        TokenForger.of(zipped, deflated(new byte[1 << 20])));
    add(
        BAD_JSON,
        "compressed claims without saying so",
        TokenForger.of(TokenForger.bytes(HEADER), claims));
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
    each(NESTED_PAYLOAD, "cty", "'JWT', 'jwt', '', null, 'json', 'application/json', 1, ['JWT']");
    each(
        WRONG_TYPE,
        "typ",
        """
        'JWE', 'JWS', 'JOSE', 'JOSE+JSON', 'application/jose', 'secevent+jwt', 'logout+jwt',
        'dpop+jwt', 'rt+jwt', 'kb+jwt', 'dc+sd-jwt', 'token-introspection+jwt',
        'oauth-authz-req+jwt', 'client-authentication+jwt', 'application/dpop+jwt', '+jwt',
        'at-jwt', 'at+jwt ', 'at +jwt', 'id_token', '', ' ', ' JWT', 'JWT ', 'JWT\\u0000',
        'JWT\\n', 'J\uFF37T', 'JWT;charset=utf-8', 'text/plain', null, 1, true, false, [],
        ['JWT'], {'JWT': true}, 'at+jwt', 'AT+JWT', 'application/at+jwt'
        """);
  }

  private void otherSerializations() {
    List<String> parts = TokenForger.parts(TokenForger.good());
    String signed =
        "\"protected\":\"%s\",\"signature\":\"%s\"".formatted(parts.get(0), parts.get(2));
    String payload = "\"payload\":\"%s\"".formatted(parts.get(1));
    String flattened = "{" + payload + "," + signed;
    serialized("flattened", flattened + "}");
    serialized("general", "{" + payload + ",\"signatures\":[{" + signed + "}]}");
    add(
        BAD_BASE64,
        "JSON serialization with a token in it",
        flattened + ",\"token\":\"" + TokenForger.good().reveal() + "\"}");
  }

  private void serialized(String how, String json) {
    add(NOT_THREE_PARTS, "JSON serialization, " + how, json);
    add(NOT_THREE_PARTS, "JSON serialization in base64url, " + how, TokenMint.encoded(json));
  }

  private void encrypted() {
    String good = TokenForger.good().reveal();
    String claims = TokenMint.encoded(CLAIMS);
    String behind = claims + ".dGFn";
    for (String algorithm : List.of("RSA-OAEP-256", "RSA1_5", "dir", "ECDH-ES")) {
      Map<String, String> says = Map.of("alg", algorithm, "enc", "A128GCM", "kid", "key-1");
      String header = TokenMint.encoded(TokenMint.json(says));
      add(
          NOT_THREE_PARTS,
          "encrypted token, " + algorithm,
          header + ".a2V5." + TokenMint.encoded("twelve bytes") + "." + behind);
      add(
          WRONG_ALGORITHM,
          "header of an encrypted token, " + algorithm,
          MINT.signed(header, claims));
    }
    add(
        NOT_THREE_PARTS,
        "encrypted token without an encrypted key",
        TokenMint.encoded("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..aXY." + behind);
    add(NOT_THREE_PARTS, "five parts of a signed one", good + "." + behind);
  }

  private void nested() {
    String token = TokenForger.good().reveal();
    add(
        NESTED_PAYLOAD,
        "token in a token that says so",
        TokenForger.of(TokenMint.json(TokenForger.header("cty", "JWT")), token));
    add(BAD_JSON, "token in a token", TokenForger.of(HEADER, token));
    add(BAD_JSON, "token in quotes in a token", TokenForger.of(HEADER, "\"" + token + "\""));
    add(BAD_JSON, "claims encoded twice", TokenForger.of(HEADER, TokenMint.encoded(CLAIMS)));
    add(BAD_JSON, "header encoded twice", TokenForger.of(TokenMint.encoded(HEADER), CLAIMS));
  }

  private void each(TokenRefusal reason, String parameter, String values) {
    for (Object value : Json.elements(values)) {
      add(reason, parameter + " " + TokenMint.json(value), TokenForger.header(parameter, value));
    }
  }
}
