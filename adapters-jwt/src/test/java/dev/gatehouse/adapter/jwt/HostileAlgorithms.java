package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.CURVE;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.domain.token.TokenRefusal.Header.NO_ALGORITHM;
import static dev.gatehouse.domain.token.TokenRefusal.Header.WRONG_ALGORITHM;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.testkit.TokenMint;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tokens that choose another algorithm than the one the key is for. */
final class HostileAlgorithms {
  private final List<Hostile> tokens = new ArrayList<>();

  private HostileAlgorithms() {}

  static List<Hostile> tokens() throws GeneralSecurityException {
    HostileAlgorithms family = new HostileAlgorithms();
    family.unsigned();
    family.keyedWithWhatIsPublic();
    family.madeByAnotherAlgorithm();
    family.otherNames();
    family.noName();
    return family.tokens;
  }

  private void unsigned() {
    String genuine = TokenForger.parts(TokenForger.good()).get(2);
    for (String none : List.of("none", "None", "NONE", "nOnE", "nonE", "none ", " none", "null")) {
      List<String> parts = TokenForger.parts(TokenForger.withHeader("alg", none));
      String unsigned = parts.get(0) + "." + parts.get(1) + ".";
      add("alg '" + none + "' without a signature", unsigned);
      add("alg '" + none + "' with a genuine signature", unsigned + parts.get(2));
      add("alg '" + none + "' with another token's signature", unsigned + genuine);
    }
  }

  /** A verifier that lets the token choose takes the public key for an HMAC's secret. */
  private void keyedWithWhatIsPublic() throws GeneralSecurityException {
    RSAPublicKey key = (RSAPublicKey) MINT.keys().getPublic();
    byte[] spki = key.getEncoded();
    // What is left without the 24 bytes around it is RFC 8017's RSAPublicKey.
    byte[] pkcs1 = Arrays.copyOfRange(spki, 24, spki.length);
    Map<String, byte[]> materials = new LinkedHashMap<>();
    materials.put("the key in DER", spki);
    materials.put("the key in PEM", pem("PUBLIC KEY", spki));
    materials.put(
        "the key in PEM without its last newline",
        new String(pem("PUBLIC KEY", spki), US_ASCII).strip().getBytes(US_ASCII));
    materials.put("the PKCS #1 key in DER", pkcs1);
    materials.put("the PKCS #1 key in PEM", pem("RSA PUBLIC KEY", pkcs1));
    materials.put("the modulus", TokenForger.fixed(key.getModulus(), 256));
    materials.put("the modulus with its sign", key.getModulus().toByteArray());
    materials.put(
        "the modulus in base64url",
        TokenForger.bytes(TokenMint.encoded(TokenForger.fixed(key.getModulus(), 256))));
    materials.put("the JWK", TokenForger.bytes(TokenMint.json(MINT.publicKey())));
    materials.put("the JWK Set", TokenForger.bytes(MINT.keySet()));
    materials.put("the key id", TokenForger.bytes("key-1"));
    materials.put("one zero", new byte[1]);
    for (int bits : List.of(256, 384, 512)) {
      for (Map.Entry<String, byte[]> material : materials.entrySet()) {
        Mac mac = Mac.getInstance("HmacSHA" + bits);
        mac.init(new SecretKeySpec(material.getValue(), "HMAC"));
        String signed = signed("HS" + bits);
        add(
            "HS" + bits + " keyed with " + material.getKey(),
            signed + "." + TokenMint.encoded(mac.doFinal(TokenForger.bytes(signed))));
      }
    }
  }

  private static byte[] pem(String label, byte[] content) {
    return TokenForger.bytes(
        "-----BEGIN %s-----\n%s\n-----END %1$s-----\n"
            .formatted(
                label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)));
  }

  private void madeByAnotherAlgorithm() throws GeneralSecurityException {
    PrivateKey rsa = MINT.keys().getPrivate();
    PrivateKey curve = CURVE.getPrivate();
    signed("RS384", "SHA384withRSA", rsa);
    signed("RS512", "SHA512withRSA", rsa);
    signed("RS1", "SHA1withRSA", rsa);
    for (int bits : List.of(256, 384, 512)) {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(
          new PSSParameterSpec(
              "SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), bits / 8, 1));
      signed("PS" + bits, signature, rsa);
    }
    signed("ES256", "SHA256withECDSAinP1363Format", curve);
    signed("ES384", "SHA384withECDSAinP1363Format", curve);
    signed("ES512", "SHA512withECDSAinP1363Format", curve);
  }

  private void signed(String algorithm, String name, PrivateKey key)
      throws GeneralSecurityException {
    signed(algorithm, Signature.getInstance(name), key);
  }

  private void signed(String algorithm, Signature signature, PrivateKey key)
      throws GeneralSecurityException {
    String signed = signed(algorithm);
    signature.initSign(key);
    signature.update(TokenForger.bytes(signed));
    add(algorithm + " by its own rules", signed + "." + TokenMint.encoded(signature.sign()));
  }

  /** The first two parts of a token that names an algorithm. */
  private static String signed(String algorithm) {
    Map<String, @Nullable Object> header = MINT.header();
    header.put("alg", algorithm);
    return TokenMint.encoded(TokenMint.json(header))
        + "."
        + TokenMint.encoded(TokenMint.json(TokenForger.idClaims()));
  }

  private void otherNames() {
    for (String name :
        List.of(
            "HS256",
            "RS384",
            "RS512",
            "PS256",
            "PS384",
            "ES256",
            "ES256K",
            "EdDSA",
            "Ed25519",
            "ML-DSA-65",
            "dir",
            "RSA1_5",
            "RSA-OAEP",
            "RSA-OAEP-256",
            "A128KW",
            "PBES2-HS256+A128KW",
            "RSA",
            "RS",
            "RS25",
            "RS2566",
            "rs256",
            "Rs256",
            "RS256 ",
            " RS256",
            "RS256\n",
            "RS256\t",
            "RS256\u0000",
            "\uFEFFRS256",
            "RS256\u200B",
            "RS-256",
            "RS 256",
            "R\uFF33256",
            "RS\u0662\u0665\u0666",
            "RS256,none",
            "RS256/none",
            "SHA256withRSA",
            "1.2.840.113549.1.1.11",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "")) {
      tokens.add(
          Hostile.of(
              "alg " + TokenMint.json(name) + " on a genuine signature",
              TokenForger.withHeader("alg", name),
              WRONG_ALGORITHM));
    }
  }

  private void noName() {
    for (Object value : Arrays.asList(null, 256, 0, 1.5, true, false, List.of(), Map.of())) {
      noName("alg " + TokenMint.json(value), value);
    }
    noName("alg in a list", List.of("RS256"));
    noName("two alg in a list", List.of("RS256", "none"));
    noName("alg in an object", Map.of("RS256", true));
    for (String other :
        List.of("Alg", "ALG", "alg ", " alg", "alg\u0000", "\u0430lg", "algorithm")) {
      Map<String, @Nullable Object> header = MINT.header();
      header.remove("alg");
      header.put(other, "RS256");
      tokens.add(
          Hostile.of(
              "no alg but " + TokenMint.json(other), TokenForger.with(header), NO_ALGORITHM));
    }
    Map<String, @Nullable Object> header = MINT.header();
    header.remove("alg");
    tokens.add(Hostile.of("no alg", TokenForger.with(header), NO_ALGORITHM));
    tokens.add(Hostile.of("a header without members", TokenForger.with(Map.of()), NO_ALGORITHM));
    tokens.add(
        Hostile.of(
            "alg and kid one level down",
            TokenForger.with(Map.of("header", MINT.header())),
            NO_ALGORITHM));
  }

  private void noName(String name, @Nullable Object value) {
    tokens.add(Hostile.of(name, TokenForger.withHeader("alg", value), NO_ALGORITHM));
  }

  private void add(String name, String token) {
    tokens.add(Hostile.of(name, token, WRONG_ALGORITHM));
  }
}
