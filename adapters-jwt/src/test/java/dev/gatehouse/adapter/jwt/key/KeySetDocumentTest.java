package dev.gatehouse.adapter.jwt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.gatehouse.testkit.TokenMint;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
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
  void key_may_lack_what_says_its_purpose() throws ParseException {
    for (String member : List.of("use", "alg")) {
      Map<String, @Nullable Object> key = OTHER.publicKey();
      key.remove(member);

      assertThat(read(List.of(key))).containsOnlyKeys("other");
    }
  }

  @ParameterizedTest
  @MethodSource
  void key_with_anything_else_besides_is_taken(String member, Object value) throws ParseException {
    assertThat(read(List.of(changed(member, value)))).containsOnlyKeys("other");
  }

  static Stream<Arguments> key_with_anything_else_besides_is_taken() {
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

  /** Each is passed over, and spoils no other key of the set. */
  @ParameterizedTest
  @MethodSource
  void key_that_can_not_be_meant_is_passed_over(Map<String, @Nullable Object> key)
      throws ParseException {
    assertThat(read(List.of(key, GOOD.publicKey()))).containsOnlyKeys("good");
    assertThat(read(List.of(GOOD.publicKey(), key))).containsOnlyKeys("good");
    assertThatExceptionOfType(ParseException.class).isThrownBy(() -> read(List.of(key)));
  }

  static Stream<Arguments> key_that_can_not_be_meant_is_passed_over() {
    List<Arguments> keys = new ArrayList<>();
    for (String member : List.of("kid", "kty", "n", "e")) {
      Map<String, @Nullable Object> lacking = OTHER.publicKey();
      lacking.remove(member);
      keys.add(argumentSet("no " + member, lacking));
    }
    for (String member : List.of("kid", "kty", "use", "alg", "key_ops", "n", "e")) {
      keys.add(argumentSet(member + " null", changed(member, null)));
      keys.add(argumentSet(member + " number", changed(member, 1)));
      keys.add(argumentSet(member + " object", changed(member, Map.of())));
    }
    for (String type : List.of("", "rsa", "EC", "oct", "OKP")) {
      keys.add(argumentSet("kty '" + type + "'", changed("kty", type)));
    }
    for (String use : List.of("", "enc", "SIG", "sig ")) {
      keys.add(argumentSet("use '" + use + "'", changed("use", use)));
    }
    for (String algorithm : List.of("", "none", "rs256", "RS384", "PS256", "RSA-OAEP", "HS256")) {
      keys.add(argumentSet("alg '" + algorithm + "'", changed("alg", algorithm)));
    }
    keys.add(argumentSet("no operation", changed("key_ops", List.of())));
    keys.add(argumentSet("other operations", changed("key_ops", List.of("sign", "encrypt"))));
    keys.add(argumentSet("operation not in a list", changed("key_ops", "verify")));

    String modulus = (String) OTHER.publicKey().get("n");
    assertThat(modulus).isNotNull();
    keys.add(argumentSet("n empty", changed("n", "")));
    for (String wrong : List.of("=", "!", " ", ".", "é")) {
      keys.add(argumentSet("n followed by '" + wrong + "'", changed("n", modulus + wrong)));
      keys.add(argumentSet("n after '" + wrong + "'", changed("n", wrong + modulus)));
    }
    for (String wrong : List.of("", "AQAB=", "AQ AB", "AQA", "AQAC", "+/+/", "AQABA")) {
      keys.add(argumentSet("e '" + wrong + "'", changed("e", wrong)));
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
      keys.add(
          argumentSet("exponent of %s".formatted(bits(exponent)), changed("e", text(exponent))));
    }
    keys.add(argumentSet("even modulus", changed("n", text(odd(2048).subtract(BigInteger.ONE)))));
    keys.add(argumentSet("2047 bits", changed("n", text(odd(2047)))));
    keys.add(argumentSet("8193 bits", changed("n", text(odd(8193)))));
    keys.add(argumentSet("100,000 bits", changed("n", text(odd(100_000)))));
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
  void id_that_occurs_twice_names_no_key() throws ParseException {
    Map<String, @Nullable Object> namesake = OTHER.publicKey();
    namesake.put("kid", "good");
    Map<String, @Nullable Object> unusable = OTHER.publicKey();
    unusable.put("kid", "good");
    unusable.put("use", "enc");

    assertThat(read(List.of(GOOD.publicKey(), OTHER.publicKey(), namesake)))
        .containsOnlyKeys("other");
    assertThat(read(List.of(GOOD.publicKey(), OTHER.publicKey(), GOOD.publicKey())))
        .containsOnlyKeys("other");
    assertThat(read(List.of(GOOD.publicKey(), OTHER.publicKey(), namesake, GOOD.publicKey())))
        .containsOnlyKeys("other");
    assertThat(read(List.of(GOOD.publicKey(), OTHER.publicKey(), unusable)))
        .containsOnlyKeys("other");
    assertThat(read(List.of(unusable, OTHER.publicKey(), GOOD.publicKey())))
        .containsOnlyKeys("other");
  }

  /** What one provider would refuse must not make a set unreadable on some machines alone. */
  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096, 8191, 8192})
  void every_key_that_is_taken_works_with_every_provider(int bits) throws ParseException {
    for (BigInteger exponent :
        List.of(
            BigInteger.valueOf(3),
            BigInteger.valueOf(65537),
            BigInteger.ONE.shiftLeft(33).subtract(BigInteger.ONE))) {
      Map<String, @Nullable Object> jwk = changed("n", text(odd(bits)));
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

  private static Map<String, @Nullable Object> changed(String member, @Nullable Object value) {
    Map<String, @Nullable Object> key = new LinkedHashMap<>(OTHER.publicKey());
    key.put(member, value);
    return key;
  }

  /** An odd number of as many bits, with a few more set. */
  private static BigInteger odd(int bits) {
    return BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(0x10001));
  }

  private static String bits(BigInteger number) {
    return number.bitLength() > 32 ? number.bitLength() + " bits" : number.toString();
  }

  /** A number as it stands in a JWK. */
  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
    byte[] unsigned = Arrays.copyOfRange(bytes, start, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
