package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds uses of time, randomness, the environment and the process output that do not come in
 * through a constructor.
 *
 * <p>{@code System.nanoTime} is allowed, because it only measures durations. {@code SecureRandom}
 * and {@code UUID.randomUUID}, which uses it, are also allowed: secrets and identifiers must be
 * unpredictable, so tests must not choose them.
 */
final class HiddenInputs {
  /** The forbidden calls. A name with {@code ()} forbids only the form without arguments. */
  static final Set<String> READS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.system",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickMinutes",
          "java.time.Clock.tickSeconds",
          "java.time.InstantSource.system",
          "java.util.Calendar.getInstance",
          "java.util.Date.<init>()",
          "java.util.GregorianCalendar.<init>()",
          // randomness
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.util.Random.<init>()",
          "java.util.SplittableRandom.<init>()",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of",
          "java.util.random.RandomGeneratorFactory.create()",
          // the environment
          "java.lang.Boolean.getBoolean",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.System.getProperties",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.nio.charset.Charset.defaultCharset",
          "java.time.ZoneId.systemDefault",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault");

  private HiddenInputs() {}

  static Stream<String> of(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .filter(
            access ->
                access.getTarget() instanceof CodeUnitAccessTarget target
                    ? isRead(target)
                    : isOutput(access))
        .map(JavaAccess::getDescription);
  }

  private static boolean isRead(CodeUnitAccessTarget target) {
    String name = target.getOwner().getName() + "." + target.getName();
    return READS.contains(name)
        || (target.getRawParameterTypes().isEmpty() && READS.contains(name + "()"))
        || isNow(target);
  }

  /**
   * Finds {@code now()} and {@code now(zone)} of any date or time class; {@code now(clock)} is
   * allowed.
   */
  private static boolean isNow(CodeUnitAccessTarget target) {
    return target.getName().equals("now")
        && target.getOwner().getPackageName().startsWith("java.time")
        && target.getRawParameterTypes().stream()
            .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
  }

  private static boolean isOutput(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(System.class)
        && Set.of("out", "err").contains(access.getName());
  }
}
