package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.MINT;
import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;
import static dev.gatehouse.adapter.jwt.TestIssuer.SECOND;
import static dev.gatehouse.adapter.jwt.TestIssuer.SECOND_CLIENT;
import static dev.gatehouse.domain.token.TokenRefusal.Key.BAD_SIGNATURE;

import dev.gatehouse.testkit.TokenMint;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Good headers and good claims under a signature that is not theirs. */
final class HostileSignatures {
  private static final int LENGTH = 256;
  private static final RSAPrivateKey KEY = (RSAPrivateKey) MINT.keys().getPrivate();

  /** What stands before a SHA-256 in a signature (RFC 8017, 9.2, note 1). */
  private static final String SHA256 = "3031300D060960864801650304020105000420";

  private final List<Hostile> tokens = new ArrayList<>();
  private final String header = TokenMint.encoded(TokenMint.json(MINT.header()));
  private final String claims = TokenMint.encoded(TokenMint.json(TokenForger.idClaims()));
  private final byte[] genuine = raw(padded(SHA256 + hash("SHA-256", header + "." + claims)));

  private HostileSignatures() throws GeneralSecurityException {}

  static List<Hostile> tokens() throws GeneralSecurityException {
    HostileSignatures family = new HostileSignatures();
    family.swappedParts();
    family.lengths();
    family.numbers();
    family.changedBytes();
    family.overSomethingElse();
    family.otherDigests();
    family.otherPaddings();
    return family.tokens;
  }

  /** The signature that the test computes by hand; it must be the one that everybody computes. */
  static boolean byHandAsByTheJdk() throws GeneralSecurityException {
    HostileSignatures family = new HostileSignatures();
    return MINT.signed(family.header, family.claims)
        .reveal()
        .endsWith("." + TokenMint.encoded(family.genuine));
  }

  private void swappedParts() {
    Map<String, @Nullable Object> promoted = SECOND.idClaims(SECOND_CLIENT, NOW);
    promoted.put("cognito:groups", List.of("admins"));
    List<String> one = List.of(header, claims, TokenMint.encoded(genuine));
    List<String> other = TokenForger.parts(SECOND.token(promoted));
    for (int from = 1; from < 7; from++) {
      List<String> mixed = new ArrayList<>();
      for (int part = 0; part < 3; part++) {
        mixed.add(((from >> part & 1) == 0 ? one : other).get(part));
      }
      tokens.add(
          Hostile.of(
              "parts of two genuine tokens, " + from, String.join(".", mixed), BAD_SIGNATURE));
    }
  }

  private void lengths() throws GeneralSecurityException {
    for (int length : List.of(1, 2, 32, 64, 127, 128, 254, 260, 384, 512, 1024)) {
      add("cut or filled to " + length + " bytes", Arrays.copyOf(genuine, length));
      add("of " + length + " zeros", new byte[length]);
    }
    byte[] longer = new byte[LENGTH + 1];
    System.arraycopy(genuine, 0, longer, 1, LENGTH);
    add("with a zero in front", longer);
    add("twice", joined(genuine, genuine));

    // One signature in 256 starts with a zero.
    for (int i = 0; ; i++) {
      Map<String, @Nullable Object> varied = TokenForger.idClaims();
      varied.put("jti", "jti-" + i);
      String payload = TokenMint.encoded(TokenMint.json(varied));
      byte[] signature = raw(padded(SHA256 + hash("SHA-256", header + "." + payload)));
      if (signature[0] == 0) {
        tokens.add(
            Hostile.of(
                "signature without its leading zero",
                header
                    + "."
                    + payload
                    + "."
                    + TokenMint.encoded(Arrays.copyOfRange(signature, 1, LENGTH)),
                BAD_SIGNATURE));
        return;
      }
    }
  }

  private void numbers() throws GeneralSecurityException {
    BigInteger modulus = KEY.getModulus();
    BigInteger signature = new BigInteger(1, genuine);
    add("zero", new byte[LENGTH]);
    add("one", TokenForger.fixed(BigInteger.ONE, LENGTH));
    add("two", TokenForger.fixed(BigInteger.TWO, LENGTH));
    add("the modulus", TokenForger.fixed(modulus, LENGTH));
    add("the modulus less one", TokenForger.fixed(modulus.subtract(BigInteger.ONE), LENGTH));
    add("the modulus and one", TokenForger.fixed(modulus.add(BigInteger.ONE), LENGTH));
    add("all ones", filled(0xFF));
    add("the largest positive", TokenForger.fixed(BigInteger.ONE.shiftLeft(2047), LENGTH));
    add("subtracted from the modulus", TokenForger.fixed(modulus.subtract(signature), LENGTH));
    add(
        "added to the modulus, a byte longer",
        TokenForger.fixed(modulus.add(signature), LENGTH + 1));
    add("inverted", TokenForger.fixed(signature.modInverse(modulus), LENGTH));
    add("squared", TokenForger.fixed(signature.pow(2).mod(modulus), LENGTH));
    add("backwards", backwards(genuine));
    add("the padded digest itself", padded(SHA256 + hash("SHA-256", header + "." + claims)));
    // Adding the modulus changes nothing but the spelling; where there is room it must not pass.
    for (int i = 0; ; i++) {
      Map<String, @Nullable Object> varied = TokenForger.idClaims();
      varied.put("jti", "varied-" + i);
      String payload = TokenMint.encoded(TokenMint.json(varied));
      byte[] small = raw(padded(SHA256 + hash("SHA-256", header + "." + payload)));
      BigInteger sum = new BigInteger(1, small).add(modulus);
      if (sum.bitLength() <= 2048) {
        tokens.add(
            Hostile.of(
                "signature added to the modulus",
                header + "." + payload + "." + TokenMint.encoded(TokenForger.fixed(sum, LENGTH)),
                BAD_SIGNATURE));
        return;
      }
    }
  }

  private void changedBytes() {
    for (int i = 0; i < LENGTH; i += 15) {
      byte[] changed = genuine.clone();
      changed[i] ^= 1;
      add("with a bit changed in byte " + i, changed);
    }
  }

  private void overSomethingElse() throws GeneralSecurityException {
    String json = TokenMint.json(MINT.header());
    String payload = TokenMint.json(TokenForger.idClaims());
    Map<String, String> others = new LinkedHashMap<>();
    others.put("the claims alone", claims);
    others.put("the header alone", header);
    others.put("nothing", "");
    others.put("the claims and the header", claims + "." + header);
    others.put("both without the dot", header + claims);
    others.put("both and a dot", header + "." + claims + ".");
    others.put("both and a newline", header + "." + claims + "\n");
    others.put("both in lower case", (header + "." + claims).toLowerCase(Locale.ROOT));
    others.put("both padded", header + "==." + claims + "==");
    others.put("both before encoding", json + "." + payload);
    others.put("claims that are not encoded", header + "." + payload);
    others.put("a header with a space", TokenMint.encoded(json.replace(":", ": ")) + "." + claims);
    others.put(
        "a header in another order",
        TokenMint.encoded("{\"alg\":\"RS256\",\"kid\":\"key-1\"}") + "." + claims);
    others.put(
        "a header with an escape",
        TokenMint.encoded(json.replace("alg", "\\u0061lg")) + "." + claims);
    others.put(
        "a header with a typ",
        TokenMint.encoded("{\"typ\":\"JWT\"," + json.substring(1)) + "." + claims);
    for (Map.Entry<String, String> other : others.entrySet()) {
      add("over " + other.getKey(), raw(padded(SHA256 + hash("SHA-256", other.getValue()))));
    }
  }

  private void otherDigests() throws GeneralSecurityException {
    byte[] signed = TokenForger.bytes(header + "." + claims);
    for (String algorithm :
        List.of(
            "SHA1withRSA",
            "SHA224withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "SHA512/256withRSA",
            "MD5withRSA")) {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(KEY);
      signature.update(signed);
      add("by " + algorithm, signature.sign());
    }
    String sha256 = hash("SHA-256", header + "." + claims);
    add(
        "of SHA-256 that says SHA-512/256",
        raw(padded("3031300D060960864801650304020605000420" + sha256)));
    add(
        "of SHA-256 that says SHA3-256",
        raw(padded("3031300D060960864801650304020805000420" + sha256)));
    add(
        "of SHA-256 that says SHA-224",
        raw(padded("3031300D060960864801650304020405000420" + sha256)));
    add("of the digest alone", raw(padded(sha256)));
    add(
        "of the digest in letters",
        raw(padded(HexFormat.of().formatHex(TokenForger.bytes(sha256)))));
    add("of the digest of the digest", raw(padded(SHA256 + hash("SHA-256", sha256))));
    add("of another digest", raw(padded(SHA256 + hash("SHA-256", "another"))));
    add("of half the digest", raw(padded(SHA256 + sha256.substring(0, 32))));
  }

  /** Signatures that some verifier once took: a sloppy look at the padding lets anyone forge. */
  private void otherPaddings() throws GeneralSecurityException {
    String digest = hash("SHA-256", header + "." + claims);
    String info = SHA256 + digest;
    add("garbage behind a short padding", raw(block("0001" + "FF".repeat(8) + "00" + info, "A5")));
    add("zeros behind a short padding", raw(block("0001" + "FF".repeat(8) + "00" + info, "00")));
    add("no padding, garbage behind", raw(block("000100" + info, "A5")));
    add("one byte of garbage behind", raw(front("0001", "FF", "00" + info + "A5")));
    add(
        "a shorter padding and nothing in front",
        raw(front("00", "00", "01FFFFFFFFFFFFFFFF00" + info)));
    add("padding of another byte", raw(front("0001", "FE", "00" + info)));
    add("padding with one wrong byte", raw(front("0001FE", "FF", "00" + info)));
    add("padding with a zero early", raw(front("0001FFFF00", "FF", "00" + info)));
    add("padding of zeros", raw(front("0001", "00", "00" + info)));
    add("block type 0", raw(front("0000", "00", "00" + info)));
    add("block type 2", raw(front("0002", "A5", "00" + info)));
    add("first byte not zero", raw(front("0101", "FF", "00" + info)));
    add("no zero after the padding", raw(front("0001", "FF", info)));
    add("two zeros after the padding", raw(front("0001", "FF", "0000" + info)));
    add(
        "a long form of a length",
        raw(padded("308131300D060960864801650304020105000420" + digest)));
    add(
        "a long form of the digest's length",
        raw(padded("3032300D06096086480165030402010500048120" + digest)));
    add(
        "an indefinite length",
        raw(padded("3080300D060960864801650304020105000420" + digest + "0000")));
    add(
        "garbage for parameters",
        raw(padded("3041301D060960864801650304020104" + "10" + "A5".repeat(16) + "0420" + digest)));
    add(
        "parameters NULL that have content",
        raw(padded("3033300F0609608648016503040201050200000420" + digest)));
    add(
        "garbage inside the sequence",
        raw(padded("3035300D060960864801650304020105000420" + digest + "0402A5A5")));
    add("garbage after the sequence", raw(padded(info + "0500")));
    add(
        "another tag for the digest",
        raw(padded("3031300D060960864801650304020105000320" + digest)));
    add(
        "another tag for the sequence",
        raw(padded("3131300D060960864801650304020105000420" + digest)));
    add("a wrong outer length", raw(padded("3030300D060960864801650304020105000420" + digest)));
    add(
        "a digest that ends early",
        raw(padded("3030300D06096086480165030402010500041F" + digest.substring(2))));
    add("the digest twice", raw(padded(info + info)));
  }

  private static byte[] padded(String content) {
    return front("0001", "FF", "00" + content);
  }

  /** A block that is filled up before its end. */
  private static byte[] front(String start, String filler, String end) {
    int missing = LENGTH - (start.length() + end.length()) / 2;
    return HexFormat.of().parseHex(start + filler.repeat(missing) + end);
  }

  /** A block that is filled up behind. */
  private static byte[] block(String start, String filler) {
    return front(start, filler, "");
  }

  /** RSA itself: what the private key makes of a block, whatever it holds. */
  private static byte[] raw(byte[] block) throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
    rsa.init(Cipher.ENCRYPT_MODE, KEY);
    return rsa.doFinal(block);
  }

  private static String hash(String algorithm, String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance(algorithm).digest(TokenForger.bytes(text)));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] backwards(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[bytes.length - 1 - i];
    }
    return result;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private void add(String what, byte[] signature) {
    tokens.add(
        Hostile.of(
            "signature " + what,
            header + "." + claims + "." + TokenMint.encoded(signature),
            BAD_SIGNATURE));
  }
}
