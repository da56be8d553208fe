package dev.gatehouse.adapter.jwt;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.login.ChallengeName;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.login.PendingLogin;
import dev.gatehouse.domain.port.ChallengeSessions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Seals logins as JSON Web Encryption (RFC 7516) with a shared key. Uses and accepts only {@code
 * dir} and {@code A256GCM}. An envelope can be opened for 15 minutes.
 */
public final class JweChallengeSessions implements ChallengeSessions {
  /** The length of the key, in bytes. */
  public static final int KEY_BYTES = 32;

  /**
   * The longest time that a user pool can wait for an answer. If the provider's session is shorter,
   * the provider itself refuses a late answer.
   */
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

  /** The header and an empty key. All our envelopes begin with it; other texts are refused. */
  private static final String BEGINNING = HEADER.toBase64URL() + "..";

  private final DirectEncrypter encrypter;
  private final DirectDecrypter decrypter;
  private final InstantSource clock;

  /**
   * Creates an instance with a key. Nodes with the same key can open each other's envelopes.
   *
   * @param key {@value #KEY_BYTES} random bytes
   * @param clock returns the current time
   * @throws IllegalArgumentException if the key has another length
   */
  public JweChallengeSessions(SecretKey key, InstantSource clock) {
    try {
      this.encrypter = new DirectEncrypter(key);
      this.decrypter = new DirectDecrypter(key);
    } catch (KeyLengthException e) {
      throw new IllegalArgumentException("the key must have " + KEY_BYTES + " bytes", e);
    }
    if (!encrypter.supportedEncryptionMethods().contains(EncryptionMethod.A256GCM)) {
      throw new IllegalArgumentException("the key must have " + KEY_BYTES + " bytes");
    }
    this.clock = clock;
  }

  @Override
  public ChallengeSession seal(PendingLogin login) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", login.username().value());
    content.put("challenge", login.challenge().name());
    content.put("session", login.session().reveal());
    content.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
    JWEObject envelope = new JWEObject(HEADER, new Payload(content));
    try {
      envelope.encrypt(encrypter);
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK does not support AES-GCM", e);
    }
    return new ChallengeSession(envelope.serialize());
  }

  @Override
  public @Nullable PendingLogin open(ChallengeSession envelope) {
    Map<String, Object> content = content(envelope.reveal());
    return content != null
            && content.get("exp") instanceof Number expires
            && clock.instant().isBefore(Instant.ofEpochSecond(expires.longValue()))
            && content.get("name") instanceof String name
            && content.get("challenge") instanceof String challenge
            && content.get("session") instanceof String session
        ? new PendingLogin(
            new Username(name), ChallengeName.valueOf(challenge), new ChallengeSession(session))
        : null;
  }

  private @Nullable Map<String, Object> content(String text) {
    if (!text.startsWith(BEGINNING)) {
      return null;
    }
    try {
      JWEObject envelope = JWEObject.parse(text);
      envelope.decrypt(decrypter);
      return envelope.getPayload().toJSONObject();
    } catch (ParseException | JOSEException | IllegalStateException _) {
      // We did not seal this text. Do not reveal to the client what is wrong with it.
      return null;
    }
  }
}
