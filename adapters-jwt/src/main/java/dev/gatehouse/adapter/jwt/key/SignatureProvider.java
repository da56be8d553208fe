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
 * Where RS256 is computed: Amazon Corretto Crypto Provider where its native part loads, for it
 * takes half the time, else the JDK.
 *
 * <p>It is asked by name, and not registered with the JVM: the rest of the process keeps what it
 * had.
 */
public final class SignatureProvider {
  private static final Logger LOG = System.getLogger(SignatureProvider.class.getName());
  private static final String ALGORITHM = "SHA256withRSA";

  private final Supplier<Provider> provider;

  private SignatureProvider(Supplier<Provider> provider) {
    this.provider = provider;
  }

  /**
   * The fastest that works here; says so in the log where that is not the native one.
   *
   * <p>It is loaded when the first key needs it, or as soon as {@link #prepare} says so.
   */
  public static SignatureProvider fastest() {
    return new SignatureProvider(Fastest::provider);
  }

  /** Begins to load the fastest on a thread of its own: that takes a third of a second. */
  public static void prepare() {
    Thread.ofPlatform()
        .daemon()
        .name("signature-provider")
        .start(() -> LOG.log(Level.DEBUG, "Signatures are verified by {0}", Fastest.PROVIDER));
  }

  /** The log hears of trouble when the provider is asked for: it may be prepared in vain. */
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

  /** Why it does not work here; null where it does. */
  private static @Nullable String trouble(AmazonCorrettoCryptoProvider corretto) {
    Throwable error = corretto.getLoadingError();
    if (error != null) {
      return error.toString();
    }
    return corretto.runSelfTests() == SelfTestStatus.FAILED ? "its self-test failed" : null;
  }

  /** The JDK's own. */
  public static SignatureProvider jdk() {
    return new SignatureProvider(SignatureProvider::providerOfTheJdk);
  }

  private static Provider providerOfTheJdk() {
    try {
      return Signature.getInstance(ALGORITHM, "SunRsaSign").getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK verifies " + ALGORITHM, e);
    }
  }

  /** A signature that verifies with the key, again and again; for one thread at a time. */
  Signature verifierFor(PublicKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM, provider.get());
      signature.initVerify(key);
      return signature;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read can't be used", e);
    }
  }

  @Override
  public String toString() {
    return provider.get().getName();
  }
}
