package dev.gatehouse.benchmarks;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import com.sun.management.ThreadMXBean;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher;
import dev.gatehouse.adapter.embedded.hashing.PasswordHasher.Cost;
import dev.gatehouse.domain.account.Password;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Measures the CPU time and the garbage of a password hash with three libraries, which take turns.
 */
final class Argon2Libraries {
  private static final int ROUNDS = 5;
  private static final int HASHES = 40;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String PASSWORD = "Correct1horse";

  private Argon2Libraries() {}

  private record Library(String name, Runnable hash, List<Double> millis, List<Double> mebibytes) {
    Library(String name, Runnable hash) {
      this(name, hash, new ArrayList<>(), new ArrayList<>());
    }

    void measure(ThreadMXBean thread) {
      long garbage = thread.getCurrentThreadAllocatedBytes();
      long cpu = thread.getCurrentThreadCpuTime();
      for (int i = 0; i < HASHES; i++) {
        hash.run();
      }
      millis.add((thread.getCurrentThreadCpuTime() - cpu) / NANOS_PER_MILLI / HASHES);
      mebibytes.add(
          (thread.getCurrentThreadAllocatedBytes() - garbage) / (double) (1 << 20) / HASHES);
    }

    double median() {
      return Median.of(millis);
    }
  }

  public static void main(String[] arguments) {
    byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
    byte[] salt = new byte[PasswordHasher.SALT_BYTES];
    Cost cost = Cost.OWASP;
    PasswordHasher hasher = new PasswordHasher(cost, new SecureRandom());
    Password typed = new Password(PASSWORD);
    Argon2Function password4j =
        Argon2Function.getInstance(cost.memory(), cost.iterations(), 1, 32, Argon2.ID);
    List<Library> libraries =
        List.of(
            new Library("libsodium, as Gatehouse uses it", () -> hasher.hash(typed)),
            new Library("Bouncy Castle", () -> bouncyCastle(cost, password, salt)),
            new Library("password4j", () -> password4j.hash(password, salt)));
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = -1; round < ROUNDS; round++) {
      for (Library library : libraries) {
        library.measure(thread);
        if (round < 0) {
          library.millis().clear();
          library.mebibytes().clear();
        }
      }
    }
    double first = libraries.getFirst().median();
    for (Library library : libraries) {
      System.out.printf(
          "%-32s %5.1f ms of CPU per hash, median of %d; %6.3f MiB of garbage; ratio %.2f%n",
          library.name(),
          library.median(),
          ROUNDS,
          library.mebibytes().getLast(),
          library.median() / first);
    }
  }

  private static void bouncyCastle(Cost cost, byte[] password, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.iterations())
            .withParallelism(1)
            .withSalt(salt)
            .build());
    generator.generateBytes(password, new byte[32]);
  }
}
