package dev.gatehouse.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.gatehouse.domain.login.ChallengeSession;
import dev.gatehouse.domain.port.ChallengeSessions;
import dev.gatehouse.testkit.ChallengeSessionsContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JweChallengeSessionsTest extends ChallengeSessionsContract {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private static SecretKey key(int fill, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) fill);
    return new SecretKeySpec(bytes, "AES");
  }

  @Override
  protected ChallengeSessions sessions(InstantSource clock) {
    return new JweChallengeSessions(key(1, 32), clock);
  }

  @Override
  protected ChallengeSessions sessionsOfAnotherKey(InstantSource clock) {
    return new JweChallengeSessions(key(2, 32), clock);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 31, 33, 64})
  void key_of_wrong_length_is_refused(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JweChallengeSessions(key(1, length), CLOCK));
  }

  @Test
  void compressed_envelope_with_valid_key_is_refused() throws JOSEException {
    assertNotOpened(header().compressionAlgorithm(CompressionAlgorithm.DEF), "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "x", "{\"exp\":1}", "{\"exp\":\"1\"}"})
  void envelope_with_invalid_content_is_refused(String content) throws JOSEException {
    assertNotOpened(header(), content);
  }

  private static JWEHeader.Builder header() {
    return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
  }

  private void assertNotOpened(JWEHeader.Builder header, String content) throws JOSEException {
    JWEObject envelope = new JWEObject(header.build(), new Payload(content));
    envelope.encrypt(new DirectEncrypter(key(1, 32)));

    assertThat(sessions(CLOCK).open(new ChallengeSession(envelope.serialize()))).isNull();
  }
}
