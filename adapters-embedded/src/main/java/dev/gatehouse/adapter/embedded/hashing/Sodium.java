package dev.gatehouse.adapter.embedded.hashing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.gatehouse.adapter.embedded.store.NativeFolder;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Map;
import org.sqlite.util.OSInfo;

/**
 * Argon2id of libsodium. Its memory is outside of the heap and is returned after each hash.
 *
 * <p>The library is in a jar of its Java binding, lazysodium, which needs another native library.
 * One function does not need a binding, so this class calls it directly.
 */
// These are calls of native code.
@SuppressWarnings("restricted")
final class Sodium {
  /** Its only version and number of lanes, and the length of its salt (crypto_pwhash.h). */
  private static final int VERSION = 0x13;

  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int ARGON2ID = 2;
  private static final int MIN_HASH_BYTES = 16;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** The libraries on the class path, by the platform. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "Linux/x86_64", "/linux64/libsodium.so",
          "Linux/aarch64", "/arm64/libsodium.so",
          "Mac/x86_64", "/mac/libsodium.dylib",
          "Mac/aarch64", "/mac_arm/libsodium.dylib",
          "Windows/x86_64", "/windows64/libsodium.dll");

  private final MethodHandle pwhash;

  private Sodium(MethodHandle pwhash) {
    this.pwhash = pwhash;
  }

  /** The library does not work on this machine. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Loads the library from {@code java.library.path}, where the launcher has unpacked it, otherwise
   * from the class path.
   */
  static Sodium load() throws UnavailableException {
    try {
      SymbolLookup symbols = symbols();
      Linker linker = Linker.nativeLinker();
      int status =
          (int)
              linker
                  .downcallHandle(
                      symbols.findOrThrow("sodium_init"), FunctionDescriptor.of(JAVA_INT))
                  .invokeExact();
      if (status < 0) {
        throw new IllegalStateException("sodium_init returned " + status);
      }
      return new Sodium(
          linker.downcallHandle(
              symbols.findOrThrow("crypto_pwhash"),
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG,
                  JAVA_INT)));
    } catch (Throwable e) {
      throw new UnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private static SymbolLookup symbols() throws IOException {
    try {
      System.loadLibrary("sodium");
      return SymbolLookup.loaderLookup();
    } catch (UnsatisfiedLinkError _) {
      String platform = OSInfo.getNativeLibFolderPathForCurrentOS();
      String resource = RESOURCES.get(platform);
      if (resource == null) {
        throw new IOException("there is no library for " + platform);
      }
      return NativeFolder.load(resource);
    }
  }

  /** Returns whether the library can compute a hash with these parameters. */
  static boolean supports(EncodedHash hash) {
    return hash.version() == VERSION
        && hash.lanes() == LANES
        && hash.saltBytes().length == SALT_BYTES
        && hash.hashBytes().length >= MIN_HASH_BYTES;
  }

  /**
   * Computes a hash.
   *
   * @param like has supported parameters
   * @throws IdentityProviderUnavailableException if the library fails, as with too little memory
   */
  byte[] hash(byte[] secret, EncodedHash like) {
    int length = like.hashBytes().length;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment password = arena.allocateFrom(JAVA_BYTE, secret);
      MemorySegment hash = arena.allocate(length);
      int status =
          (int)
              pwhash.invokeExact(
                  hash,
                  (long) length,
                  password,
                  (long) secret.length,
                  arena.allocateFrom(JAVA_BYTE, like.saltBytes()),
                  (long) like.iterations(),
                  like.memory() * 1024L,
                  ARGON2ID);
      password.fill((byte) 0);
      if (status != 0) {
        throw IdentityProviderUnavailableException.unavailable(
            "libsodium computes no hash; there may be too little memory", RETRY_AFTER, null);
      }
      return hash.toArray(JAVA_BYTE);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of libsodium throws nothing", e);
    }
  }
}
