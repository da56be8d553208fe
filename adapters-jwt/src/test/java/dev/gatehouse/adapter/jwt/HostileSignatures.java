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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;

/** Tokens with a valid header and valid claims but a wrong signature. */
final class HostileSignatures extends HostileFamily {
  private static final int LENGTH = 256;
  private static final RSAPrivateKey KEY = (RSAPrivateKey) MINT.keys().getPrivate();

  /** The bytes before a SHA-256 hash in a signature (RFC 8017, 9.2, note 1). */
  private static final String SHA256 = "3031300D060960864801650304020105000420";

  private final String header = TokenMint.encoded(TokenMint.json(TokenForger.header()));
  private final String claims = TokenMint.encoded(TokenMint.json(TokenForger.idClaims()));
  private final String digest = hash(header + "." + claims);
  private final byte[] genuine = signature(header + "." + claims);

  HostileSignatures() throws GeneralSecurityException {
    swappedParts();
    lengths();
    numbers();
    changedBytes();
    overSomethingElse();
    otherDigests();
    otherContents();
    otherPaddings();
  }

  /** Checks that the signature computed here is the usual one. */
  boolean byHandAsByTheJdk() {
    return MINT.signed(header, claims).reveal().endsWith("." + TokenMint.encoded(genuine));
  }

  private void swappedParts() {
    Map<String, ?> promoted =
        TokenForger.changed(
            SECOND.idClaims(SECOND_CLIENT, NOW), "cognito:groups", List.of("admins"));
    List<String> one = List.of(header, claims, TokenMint.encoded(genuine));
    List<String> other = TokenForger.parts(SECOND.token(promoted));
    for (int from = 1; from < 7; from++) {
      List<String> mixed = new ArrayList<>();
      for (int part = 0; part < 3; part++) {
        mixed.add(((from >> part & 1) == 0 ? one : other).get(part));
      }
      add(BAD_SIGNATURE, "parts of two genuine tokens, " + from, String.join(".", mixed));
    }
  }

  private void lengths() throws GeneralSecurityException {
    // Cut to one byte, it could be a zero.
    add("of 1 zeros", new byte[1]);
    for (int length : List.of(2, 32, 64, 127, 128, 254, 260, 384, 512, 1024)) {
      add("cut or filled to " + length + " bytes", Arrays.copyOf(genuine, length));
      add("of " + length + " zeros", new byte[length]);
    }
    add("with a zero in front", TokenForger.fixed(new BigInteger(1, genuine), LENGTH + 1));
    add("twice", bytes(hex(genuine) + hex(genuine)));
    // One signature in 256 starts with a zero.
    varied("without its leading zero", UnaryOperator.identity(), LENGTH - 1);
  }

  private void numbers() throws GeneralSecurityException {
    BigInteger modulus = KEY.getModulus();
    BigInteger signature = new BigInteger(1, genuine);
    add("zero", BigInteger.ZERO);
    add("one", BigInteger.ONE);
    add("two", BigInteger.TWO);
    add("the modulus", modulus);
    add("the modulus less one", modulus.subtract(BigInteger.ONE));
    add("the modulus and one", modulus.add(BigInteger.ONE));
    add("all ones", bytes("FF".repeat(LENGTH)));
    add("the largest positive", BigInteger.ONE.shiftLeft(2047));
    add("subtracted from the modulus", modulus.subtract(signature));
    add(
        "added to the modulus, a byte longer",
        TokenForger.fixed(modulus.add(signature), LENGTH + 1));
    add("inverted", signature.modInverse(modulus));
    add("squared", signature.pow(2).mod(modulus));
    byte[] backwards = genuine.clone();
    for (int i = 0; i < LENGTH; i++) {
      backwards[i] = genuine[LENGTH - 1 - i];
    }
    add("backwards", backwards);
    add("the padded digest itself", block("0001", "FF", "00" + SHA256 + digest));
    // Adding the modulus changes only the spelling. If the result fits, it must be refused.
    varied("added to the modulus", modulus::add, LENGTH);
  }

  /** Varies the claims until the changed signature has this number of bytes. */
  private void varied(String name, UnaryOperator<BigInteger> trick, int length)
      throws GeneralSecurityException {
    for (int i = 0; ; i++) {
      String payload =
          TokenMint.encoded(TokenMint.json(TokenForger.idClaims("jti", "varied-" + i)));
      BigInteger number = trick.apply(new BigInteger(1, signature(header + "." + payload)));
      if (number.bitLength() <= 8 * length) {
        String signature = TokenMint.encoded(TokenForger.fixed(number, length));
        add(BAD_SIGNATURE, "signature " + name, header + "." + payload + "." + signature);
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
    String json = TokenMint.json(TokenForger.header());
    String payload = TokenMint.json(TokenForger.idClaims());
    String both = header + "." + claims;
    over("the claims alone", claims);
    over("the header alone", header);
    over("nothing", "");
    over("the claims and the header", claims + "." + header);
    over("both without the dot", header + claims);
    over("both and a dot", both + ".");
    over("both and a newline", both + "\n");
    over("both in lower case", both.toLowerCase(Locale.ROOT));
    over("both padded", header + "==." + claims + "==");
    over("both before encoding", json + "." + payload);
    over("claims that are not encoded", header + "." + payload);
    overHeader("a header with a space", json.replace(":", ": "));
    overHeader("a header in another order", "{\"alg\":\"RS256\",\"kid\":\"key-1\"}");
    overHeader("a header with an escape", json.replace("alg", "\\u0061lg"));
    overHeader("a header with a typ", "{\"typ\":\"JWT\"," + json.substring(1));
  }

  private void overHeader(String what, String json) throws GeneralSecurityException {
    over(what, TokenMint.encoded(json) + "." + claims);
  }

  private void over(String what, String signed) throws GeneralSecurityException {
    add("over " + what, signature(signed));
  }

  private void otherDigests() throws GeneralSecurityException {
    for (String algorithm :
        entries(
            """
            SHA1withRSA  SHA224withRSA  SHA384withRSA  SHA512withRSA  SHA512/256withRSA  MD5withRSA
            """)) {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(KEY);
      signature.update(TokenForger.bytes(header + "." + claims));
      add("by " + algorithm, signature.sign());
    }
    of("the digest in letters", hex(TokenForger.bytes(digest)));
    of("the digest of the digest", SHA256 + hash(digest));
    of("another digest", SHA256 + hash("another"));
    of("half the digest", SHA256 + digest.substring(0, 32));
  }

  private void of(String what, String content) throws GeneralSecurityException {
    add("of " + what, padded(content));
  }

  /** Adds contents with the right hash but a wrong description of the hash. */
  private void otherContents() throws GeneralSecurityException {
    Map<String, String> contents =
        named(
            """
            of SHA-256 that says SHA-512/256 = 3031300D060960864801650304020605000420#
            of SHA-256 that says SHA3-256 = 3031300D060960864801650304020805000420#
            of SHA-256 that says SHA-224 = 3031300D060960864801650304020405000420#
            of the digest alone = #
            a long form of a length = 308131300D060960864801650304020105000420#
            a long form of the digest's length = 3032300D06096086480165030402010500048120#
            an indefinite length = 3080300D060960864801650304020105000420#0000
            garbage for parameters = 3041301D06096086480165030402010410(16 x A5)0420#
            parameters NULL that have content = 3033300F0609608648016503040201050200000420#
            garbage inside the sequence = 3035300D060960864801650304020105000420#0402A5A5
            garbage after the sequence = 3031300D060960864801650304020105000420#0500
            another tag for the digest = 3031300D060960864801650304020105000320#
            another tag for the sequence = 3131300D060960864801650304020105000420#
            a wrong outer length = 3030300D060960864801650304020105000420#
            """);
    for (Map.Entry<String, String> each : contents.entrySet()) {
      String content = each.getValue().replace("(16 x A5)", "A5".repeat(16));
      add(each.getKey(), padded(content.replace("#", digest)));
    }
    add(
        "a digest that ends early",
        padded("3030300D06096086480165030402010500041F" + digest.substring(2)));
    add("the digest twice", padded(SHA256 + digest + SHA256 + digest));
  }

  /** Adds forged signatures that verifiers with incomplete padding checks have accepted. */
  private void otherPaddings() throws GeneralSecurityException {
    // The start of a block, its filling byte, and its end; # is the end of a valid block.
    Map<String, String> blocks =
        named(
            """
            garbage behind a short padding = 0001FFFFFFFFFFFFFFFF00#,A5,
            zeros behind a short padding = 0001FFFFFFFFFFFFFFFF00#,00,
            no padding, garbage behind = 000100#,A5,
            one byte of garbage behind = 0001,FF,00#A5
            a shorter padding and nothing in front = 00,00,01FFFFFFFFFFFFFFFF00#
            padding of another byte = 0001,FE,00#
            padding with one wrong byte = 0001FE,FF,00#
            padding with a zero early = 0001FFFF00,FF,00#
            padding of zeros = 0001,00,00#
            block type 0 = 0000,00,00#
            block type 2 = 0002,A5,00#
            first byte not zero = 0101,FF,00#
            no zero after the padding = 0001,FF,#
            two zeros after the padding = 0001,FF,0000#
            """);
    for (Map.Entry<String, String> each : blocks.entrySet()) {
      String[] block = each.getValue().replace("#", SHA256 + digest).split(",", -1);
      add(each.getKey(), raw(block(block[0], block[1], block[2])));
    }
  }

  private static byte[] signature(String signed) throws GeneralSecurityException {
    return padded(SHA256 + hash(signed));
  }

  /** Returns the signature of a correctly padded block. */
  private static byte[] padded(String content) throws GeneralSecurityException {
    return raw(block("0001", "FF", "00" + content));
  }

  /** Returns a block with filling bytes before its end. */
  private static byte[] block(String start, String filler, String end) {
    int missing = LENGTH - (start.length() + end.length()) / 2;
    return bytes(start + filler.repeat(missing) + end);
  }

  /** Applies the private RSA key to a block with any content. */
  private static byte[] raw(byte[] block) throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
    rsa.init(Cipher.ENCRYPT_MODE, KEY);
    return rsa.doFinal(block);
  }

  private static String hash(String text) throws GeneralSecurityException {
    return hex(MessageDigest.getInstance("SHA-256").digest(TokenForger.bytes(text)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private void add(String what, BigInteger number) {
    add(what, TokenForger.fixed(number, LENGTH));
  }

  private void add(String what, byte[] signature) {
    add(
        BAD_SIGNATURE,
        "signature " + what,
        header + "." + claims + "." + TokenMint.encoded(signature));
  }
}
