package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The subtypes of the domain's {@code Secret}, and whatever is named like a secret.
 *
 * <p>The name counts because the slip to catch is a {@code record Password(String text)}, which
 * could not extend {@code Secret}. A leaf of a sealed interface ({@code InvalidToken}) is an
 * answer, not a secret; an enum can't hold one. A feature's own secrets need not extend {@code
 * Secret}: the foundation may have sealed it.
 */
final class Secrets {
  private static final Pattern NAMED_LIKE_A_SECRET =
      Pattern.compile(".*(Password|Passphrase|Secret|Token|Code)");

  private final Hexagon hexagon;
  private final String secret;

  Secrets(Hexagon hexagon) {
    this.hexagon = hexagon;
    this.secret = hexagon.secret();
  }

  DescribedPredicate<JavaClass> all() {
    return DescribedPredicate.describe(
        "secrets",
        type ->
            type.isAssignableTo(secret)
                || (NAMED_LIKE_A_SECRET.matcher(type.getSimpleName()).matches()
                    && !type.isEnum()
                    && type.getAllRawInterfaces().stream().noneMatch(JavaClass::isSealed)));
  }

  Stream<String> leaks(JavaClass type) {
    List<String> leaks = new ArrayList<>();
    if (type.isRecord()) {
      leaks.add(type.getName() + " is a record");
    }
    if (type.isAssignableTo(Serializable.class)) {
      leaks.add(type.getName() + " is serializable");
    }
    boolean subtype = type.isAssignableTo(secret) && !type.getName().equals(secret);
    if (subtype && type.tryGetMethod("toString").isPresent()) {
      leaks.add(type.getName() + " overrides toString");
    }
    boolean mustExtend = hexagon.domain().test(type) && hexagon.foundation().isEmpty();
    if (mustExtend && !type.isAssignableTo(secret)) {
      leaks.add(type.getName() + " does not extend " + secret);
    }
    return leaks.stream();
  }

  /** Calls of {@code reveal()} from another package than the secret's own. */
  Stream<String> revelations(JavaClass type) {
    return type.getCodeUnitAccessesFromSelf().stream()
        .filter(access -> access.getName().equals("reveal"))
        .filter(access -> hexagon.everything().or(hexagon.ground()).test(access.getTargetOwner()))
        .filter(access -> !access.getTargetOwner().getPackageName().equals(type.getPackageName()))
        .map(JavaCodeUnitAccess::getDescription);
  }
}
