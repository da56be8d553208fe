package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.CURVE;
import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.domain.token.TokenRefusal.Header.NO_ALGORITHM;
import static dev.gatehouse.domain.token.TokenRefusal.Header.WRONG_ALGORITHM;

import dev.gatehouse.testkit.TokenMint;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tokens with an algorithm that is not that of the key. */
final class HostileAlgorithms extends HostileFamily {
  HostileAlgorithms() throws GeneralSecurityException {
    unsigned();
    keyedWithWhatIsPublic();
    madeByAnotherAlgorithm();
    otherNames();
    otherNamesOfAnUnknownKey();
    noName();
  }

  private void unsigned() {
    String genuine = TokenForger.parts(TokenForger.good()).get(2);
    for (String none : List.of("none", "None", "NONE", "nOnE", "nonE", "none ", " none", "null")) {
      List<String> parts = TokenForger.parts(TokenForger.with(TokenForger.header("alg", none)));
      String name = "alg '" + none + "' with";
      String unsigned = parts.get(0) + "." + parts.get(1) + ".";
      add(WRONG_ALGORITHM, name + "out a signature", unsigned);
      add(WRONG_ALGORITHM, name + " a genuine signature", unsigned + parts.get(2));
      add(WRONG_ALGORITHM, name + " another token's signature", unsigned + genuine);
    }
  }

  /**
   * A verifier that lets the token choose the algorithm uses the public key as the secret of an
   * HMAC.
   */
  private void keyedWithWhatIsPublic() throws GeneralSecurityException {
    RSAPublicKey key = (RSAPublicKey) MINT.keys().getPublic();
    byte[] spki = key.getEncoded();
    // Without the 24 bytes around it, this is the RSAPublicKey of RFC 8017.
    byte[] pkcs1 = Arrays.copyOfRange(spki, 24, spki.length);
    byte[] modulus = TokenForger.fixed(key.getModulus(), 256);
    String pem = pem("PUBLIC KEY", spki);
    keyed("the key in DER", spki);
    keyed("the key in PEM", TokenForger.bytes(pem));
    keyed("the key in PEM without its last newline", TokenForger.bytes(pem.strip()));
    keyed("the PKCS #1 key in DER", pkcs1);
    keyed("the PKCS #1 key in PEM", TokenForger.bytes(pem("RSA PUBLIC KEY", pkcs1)));
    keyed("the modulus", modulus);
    keyed("the modulus with its sign", key.getModulus().toByteArray());
    keyed("the modulus in base64url", TokenForger.bytes(TokenMint.encoded(modulus)));
    keyed("the JWK", TokenForger.bytes(TokenMint.json(MINT.publicKey())));
    keyed("the JWK Set", TokenForger.bytes(MINT.keySet()));
    keyed("the key id", TokenForger.bytes("key-1"));
    keyed("one zero", new byte[1]);
  }

  private void keyed(String with, byte[] secret) throws GeneralSecurityException {
    for (int bits : List.of(256, 384, 512)) {
      Mac mac = Mac.getInstance("HmacSHA" + bits);
      mac.init(new SecretKeySpec(secret, "HMAC"));
      String signed = signed("HS" + bits);
      add(
          WRONG_ALGORITHM,
          "HS" + bits + " keyed with " + with,
          signed + "." + TokenMint.encoded(mac.doFinal(TokenForger.bytes(signed))));
    }
  }

  private static String pem(String label, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(label, lines);
  }

  private void madeByAnotherAlgorithm() throws GeneralSecurityException {
    PrivateKey rsa = MINT.keys().getPrivate();
    signed("RS384", Signature.getInstance("SHA384withRSA"), rsa);
    signed("RS512", Signature.getInstance("SHA512withRSA"), rsa);
    signed("RS1", Signature.getInstance("SHA1withRSA"), rsa);
    for (int bits : List.of(256, 384, 512)) {
      MGF1ParameterSpec mask = new MGF1ParameterSpec("SHA-" + bits);
      Signature pss = Signature.getInstance("RSASSA-PSS");
      pss.setParameter(new PSSParameterSpec("SHA-" + bits, "MGF1", mask, bits / 8, 1));
      signed("PS" + bits, pss, rsa);
      Signature ecdsa = Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
      signed("ES" + bits, ecdsa, CURVE.getPrivate());
    }
  }

  private void signed(String algorithm, Signature signature, PrivateKey key)
      throws GeneralSecurityException {
    String signed = signed(algorithm);
    signature.initSign(key);
    signature.update(TokenForger.bytes(signed));
    add(
        WRONG_ALGORITHM,
        algorithm + " by its own rules",
        signed + "." + TokenMint.encoded(signature.sign()));
  }

  /** Returns the first two parts of a token with this algorithm. */
  private static String signed(String algorithm) {
    return TokenMint.encoded(TokenMint.json(TokenForger.header("alg", algorithm)))
        + "."
        + TokenMint.encoded(TokenMint.json(TokenForger.idClaims()));
  }

  private void otherNames() {
    for (Object name :
        Json.elements(
            """
            'HS256', 'RS384', 'RS512', 'PS256', 'PS384', 'ES256', 'ES256K', 'EdDSA', 'Ed25519',
            'ML-DSA-65', 'dir', 'RSA1_5', 'RSA-OAEP', 'RSA-OAEP-256', 'A128KW',
            'PBES2-HS256+A128KW', 'RSA', 'RS', 'RS25', 'RS2566', 'rs256', 'Rs256', 'RS256 ',
            ' RS256', 'RS256\\n', 'RS256\\t', 'RS256\\u0000', '\uFEFFRS256', 'RS256\u200B',
            'RS-256', 'RS 256', 'R\uFF33256', 'RS\u0662\u0665\u0666', 'RS256,none', 'RS256/none',
            'SHA256withRSA', '1.2.840.113549.1.1.11',
            'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', ''
            """)) {
      add(
          WRONG_ALGORITHM,
          "alg " + TokenMint.json(name) + " on a genuine signature",
          TokenForger.header("alg", name));
    }
  }

  /** The algorithm is checked before a key is searched. */
  private void otherNamesOfAnUnknownKey() {
    for (String name : List.of("HS256", "RS384", "RS512", "PS256", "ES256")) {
      Map<String, ?> header = TokenForger.header("alg", name, "kid", "unknown");
      add(WRONG_ALGORITHM, "alg " + name + " and the id of no key", header);
    }
  }

  private void noName() {
    for (Object value : Json.elements("null, 256, 0, 1.5, true, false, [], {}")) {
      noName("alg " + TokenMint.json(value), value);
    }
    noName("alg in a list", List.of("RS256"));
    noName("two alg in a list", List.of("RS256", "none"));
    noName("alg in an object", Map.of("RS256", true));
    for (String other : List.of("Alg", "ALG", "alg ", " alg", "alg\0", "\u0430lg", "algorithm")) {
      String name = "no alg but " + TokenMint.json(other);
      add(NO_ALGORITHM, name, TokenForger.renamed("alg", other, TokenForger.header()));
    }
    add(NO_ALGORITHM, "no alg", TokenForger.without("alg", TokenForger.header()));
    add(NO_ALGORITHM, "a header without members", Map.of());
    add(NO_ALGORITHM, "alg and kid one level down", Map.of("header", TokenForger.header()));
  }

  private void noName(String name, @Nullable Object value) {
    add(NO_ALGORITHM, name, TokenForger.header("alg", value));
  }
}
