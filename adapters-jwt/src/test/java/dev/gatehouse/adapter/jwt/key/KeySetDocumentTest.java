package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.gatehouse.adapter.jwt.Json;
import dev.gatehouse.testkit.TokenMint;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySetDocumentTest {
  private static final String ISSUER = "https://issuer";
  private static final TokenMint GOOD = new TokenMint(ISSUER, "good");
  private static final TokenMint OTHER = new TokenMint(ISSUER, "other");
  private static final TokenMint SMALL = new TokenMint(ISSUER, "other", 1024);

  @Test
  void keys_are_read_by_id() throws ParseException {
    assertThat(read(List.of(GOOD.publicKey(), OTHER.publicKey())))
        .containsOnlyKeys("good", "other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{\"keys\":null}",
        "{\"keys\":{}}",
        "{\"keys\":\"\"}",
        "{\"keys\":[]}",
        "{\"keys\":[null,1,\"\",[],{}]}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[]",
        "{\"keys\":[]}}",
        "<html>",
        "\u001f\u008b\u0008"
      })
  void document_without_a_usable_key_is_refused(String document) {
    assertThatExceptionOfType(ParseException.class).isThrownBy(() -> KeySetDocument.read(document));
  }

  @Test
  void key_without_use_or_alg_is_accepted() throws ParseException {
    for (String member : List.of("use", "alg")) {
      Map<String, @Nullable Object> key = OTHER.publicKey();
      key.remove(member);

      assertThat(read(List.of(key))).containsOnlyKeys("other");
    }
  }

  @ParameterizedTest
  @MethodSource
  void key_with_additional_fields_is_accepted(String member, Object value) throws ParseException {
    assertThat(read(List.of(with(member, value)))).containsOnlyKeys("other");
  }

  static Stream<Arguments> key_with_additional_fields_is_accepted() {
    return Stream.of(
        argumentSet("verifies", "key_ops", List.of("verify")),
        argumentSet("does more than verify", "key_ops", List.of("sign", "verify", "dance")),
        argumentSet("unknown member", "issuer", Map.of("name", "x")),
        argumentSet("certificates that are none", "x5c", List.of("junk", 1)),
        argumentSet("certificate URL that is none", "x5u", 1),
        argumentSet("thumbprint that is none", "x5t", "!"),
        argumentSet("expiry that is none", "exp", "never"),
        argumentSet("private part that is none", "d", List.of()));
  }

  /** Each of these keys is ignored and does not affect the other keys of the set. */
  @ParameterizedTest
  @MethodSource
  void unusable_key_is_ignored(Map<String, @Nullable Object> key) throws ParseException {
    assertThat(read(List.of(key, GOOD.publicKey()))).containsOnlyKeys("good");
    assertThat(read(List.of(GOOD.publicKey(), key))).containsOnlyKeys("good");
    assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(List.of(key)));
  }

  static Stream<Arguments> unusable_key_is_ignored() {
    List<Arguments> keys = new ArrayList<>();
    for (String member : List.of("kid", "kty", "n", "e")) {
      Map<String, @Nullable Object> lacking = OTHER.publicKey();
      lacking.remove(member);
      keys.add(argumentSet("no " + member, lacking));
    }
    for (String member : List.of("kid", "kty", "use", "alg", "key_ops", "n", "e")) {
      keys.addAll(changed(member, "null, 1, {}"));
    }
    keys.addAll(changed("kty", "'', 'rsa', 'EC', 'oct', 'OKP'"));
    keys.addAll(changed("use", "'', 'enc', 'SIG', 'sig '"));
    keys.addAll(changed("alg", "'', 'none', 'rs256', 'RS384', 'PS256', 'RSA-OAEP', 'HS256'"));
    keys.addAll(changed("key_ops", "[], ['sign', 'encrypt'], 'verify'"));
    keys.addAll(changed("e", "'', 'AQAB=', 'AQ AB', 'AQA', 'AQAC', '+/+/', 'AQABA'"));
    keys.addAll(changed("n", "''"));

    String modulus = (String) OTHER.publicKey().get("n");
    assertThat(modulus).isNotNull();
    for (String wrong : List.of("=", "!", " ", ".", "é")) {
      keys.add(argumentSet("n followed by '" + wrong + "'", with("n", modulus + wrong)));
      keys.add(argumentSet("n after '" + wrong + "'", with("n", wrong + modulus)));
    }
    for (BigInteger exponent :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            BigInteger.valueOf(65536),
            BigInteger.ONE.shiftLeft(33).add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(9000).add(BigInteger.ONE))) {
      keys.add(argumentSet("exponent of " + bits(exponent), with("e", text(exponent))));
    }
    keys.add(argumentSet("even modulus", with("n", text(odd(2048).subtract(BigInteger.ONE)))));
    keys.add(argumentSet("2047 bits", with("n", text(odd(2047)))));
    keys.add(argumentSet("8193 bits", with("n", text(odd(8193)))));
    keys.add(argumentSet("100,000 bits", with("n", text(odd(100_000)))));
    keys.add(argumentSet("1024 bits", SMALL.publicKey()));
    Map<String, @Nullable Object> padded = SMALL.publicKey();
    byte[] number = Base64.getUrlDecoder().decode((String) padded.get("n"));
    byte[] longer = new byte[256];
    System.arraycopy(number, 0, longer, longer.length - number.length, number.length);
    padded.put("n", Base64.getUrlEncoder().withoutPadding().encodeToString(longer));
    keys.add(argumentSet("1024 bits in 256 bytes", padded));
    return keys.stream();
  }

  @Test
  void keys_with_duplicate_id_are_ignored() throws ParseException {
    Map<String, @Nullable Object> good = GOOD.publicKey();
    Map<String, @Nullable Object> other = OTHER.publicKey();
    Map<String, @Nullable Object> namesake = with("kid", "good");
    Map<String, @Nullable Object> unusable = with("kid", "good");
    unusable.put("use", "enc");

    for (List<Map<String, @Nullable Object>> keys :
        List.of(
            List.of(good, other, namesake),
            List.of(good, other, good),
            List.of(good, other, namesake, good),
            List.of(good, other, unusable),
            List.of(unusable, other, good))) {
      assertThat(read(keys)).containsOnlyKeys("other");
    }
  }

  /**
   * A key that one signature provider refuses must not make a set unreadable on some machines only.
   */
  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096, 8191, 8192})
  void accepted_key_works_with_every_signature_provider(int bits) throws ParseException {
    for (BigInteger exponent :
        List.of(
            BigInteger.valueOf(3),
            BigInteger.valueOf(65537),
            BigInteger.ONE.shiftLeft(33).subtract(BigInteger.ONE))) {
      Map<String, @Nullable Object> jwk = with("n", text(odd(bits)));
      jwk.put("e", text(exponent));
      PublicKey key = Objects.requireNonNull(read(List.of(jwk)).get("other"));

      assertThat(key)
          .isInstanceOfSatisfying(
              RSAPublicKey.class,
              rsa -> {
                assertThat(rsa.getModulus()).isEqualTo(odd(bits));
                assertThat(rsa.getPublicExponent()).isEqualTo(exponent);
              });
      assertThatCode(() -> SignatureProvider.fastest().verifierFor(key)).doesNotThrowAnyException();
      assertThatCode(() -> SignatureProvider.jdk().verifierFor(key)).doesNotThrowAnyException();
    }
  }

  private static Map<String, PublicKey> read(List<Map<String, @Nullable Object>> keys)
      throws ParseException {
    return KeySetDocument.read(TokenMint.json(Map.of("keys", keys)));
  }

  /** Creates keys with these values, as JSON, for a member. */
  private static List<Arguments> changed(String member, String values) {
    List<Arguments> keys = new ArrayList<>();
    for (Object value : Json.elements(values)) {
      keys.add(argumentSet(member + " " + TokenMint.json(value), with(member, value)));
    }
    return keys;
  }

  private static Map<String, @Nullable Object> with(String member, @Nullable Object value) {
    Map<String, @Nullable Object> key = OTHER.publicKey();
    key.put(member, value);
    return key;
  }

  /** Returns an odd number with this many bits, some of them set. */
  private static BigInteger odd(int bits) {
    return BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(0x10001));
  }

  private static String bits(BigInteger number) {
    return number.bitLength() > 32 ? number.bitLength() + " bits" : number.toString();
  }

  /** Returns a number in the form of a JWK. */
  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
    byte[] unsigned = Arrays.copyOfRange(bytes, start, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
