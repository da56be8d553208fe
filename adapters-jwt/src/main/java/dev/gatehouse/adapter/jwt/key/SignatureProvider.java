package dev.gatehouse.adapter.jwt.key;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The security provider that makes and verifies RS256 signatures: Amazon Corretto Crypto Provider
 * if its native library loads, because it is faster, otherwise the JDK.
 *
 * <p>This class does not register the provider with the JVM, so the rest of the process is not
 * affected.
 */
public final class SignatureProvider {
  private static final Logger LOG = System.getLogger(SignatureProvider.class.getName());
  private static final String ALGORITHM = "SHA256withRSA";

  private final Supplier<Provider> provider;

  private SignatureProvider(Supplier<Provider> provider) {
    this.provider = provider;
  }

  /**
   * Returns the fastest provider that works on this machine. If that is not the native one, a log
   * line says so.
   *
   * <p>The provider is loaded when the first key needs it, or earlier by {@link #prepare}.
   */
  public static SignatureProvider fastest() {
    return new SignatureProvider(Fastest::provider);
  }

  /** Starts to load the fastest provider on a new thread; loading takes a third of a second. */
  public static void prepare() {
    Thread.ofPlatform()
        .daemon()
        .name("signature-provider")
        .start(() -> LOG.log(Level.DEBUG, "Signatures are verified by {0}", Fastest.PROVIDER));
  }

  /**
   * Loads the fastest provider once. A problem is logged only on the first use, because a process
   * may call {@link #prepare} and never use the provider.
   */
  private static final class Fastest {
    static final @Nullable String TROUBLE = trouble(AmazonCorrettoCryptoProvider.INSTANCE);
    static final Provider PROVIDER =
        TROUBLE == null ? AmazonCorrettoCryptoProvider.INSTANCE : providerOfTheJdk();
    static final AtomicBoolean TOLD = new AtomicBoolean();

    static Provider provider() {
      if (TROUBLE != null && TOLD.compareAndSet(false, true)) {
        LOG.log(
            Level.INFO,
            "Amazon Corretto Crypto Provider does not work here, the JDK verifies signatures: {0}",
            TROUBLE);
      }
      return PROVIDER;
    }
  }

  /** Returns why the provider does not work on this machine; null if it works. */
  private static @Nullable String trouble(AmazonCorrettoCryptoProvider corretto) {
    Throwable error = corretto.getLoadingError();
    if (error != null) {
      return error.toString();
    }
    return corretto.runSelfTests() == SelfTestStatus.FAILED ? "its self-test failed" : null;
  }

  /** Returns the JDK's own provider. */
  public static SignatureProvider jdk() {
    return new SignatureProvider(SignatureProvider::providerOfTheJdk);
  }

  private static Provider providerOfTheJdk() {
    try {
      return Signature.getInstance(ALGORITHM, "SunRsaSign").getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not support " + ALGORITHM, e);
    }
  }

  /** Returns the security provider; loads it on first use. */
  public Provider provider() {
    return provider.get();
  }

  /**
   * Returns a reusable signature object that verifies with the key. Only one thread at a time may
   * use it.
   */
  Signature verifierFor(PublicKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM, provider.get());
      signature.initVerify(key);
      return signature;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the signature provider does not accept a key of the key set", e);
    }
  }

  @Override
  public String toString() {
    return provider.get().getName();
  }
}
