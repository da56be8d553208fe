package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.io.Serializable;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the places that break a rule. */
final class Offences {
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(Password|Passphrase|Secret|Token|Code)");
  private static final Pattern MEANINGLESS_NAME =
      Pattern.compile("(Impl|Managers?|Utils?|Helpers?)(?![a-z])|^I[A-Z]|[A-Z]{3}");
  private static final Set<String> TEXT =
      Set.of(String.class.getName(), CharSequence.class.getName(), char.class.getName());

  private Offences() {}

  static Stream<String> uses(JavaClass type, DescribedPredicate<JavaClass> forbidden) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> forbidden.test(dependency.getTargetClass().getBaseComponentType()))
        .map(dependency -> dependency.getDescription());
  }

  static Stream<String> plainText(JavaClass port) {
    return port.getMethods().stream()
        .filter(
            method ->
                method.getParameterTypes().stream()
                    .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream())
                    .anyMatch(type -> TEXT.contains(type.getBaseComponentType().getName())))
        .map(method -> method.getFullName() + " takes plain text");
  }

  static Stream<String> openEnds(JavaClass type) {
    if (type.isInterface() && type.isSealed()) {
      return type.getPermittedSubclasses().orElseGet(Set::of).stream().flatMap(Offences::openEnds);
    }
    return type.isRecord()
        ? Stream.of()
        : Stream.of(type.getName() + " is neither sealed interface nor record");
  }

  /** A leaf of a sealed interface, such as {@code InvalidToken}, is an answer and no secret. */
  static boolean isSecret(JavaClass type) {
    return type.isAssignableTo("dev.gatehouse.domain.Secret")
        || (SECRET_NAME.matcher(type.getSimpleName()).matches()
            && !type.isEnum()
            && type.getAllRawInterfaces().stream().noneMatch(JavaClass::isSealed));
  }

  static Stream<String> leaks(JavaClass secret) {
    return Stream.of(
            secret.isRecord() ? "is a record" : "",
            secret.isAssignableTo(Serializable.class) ? "is serializable" : "")
        .filter(leak -> !leak.isEmpty())
        .map(leak -> secret.getName() + " " + leak);
  }

  /** Calls of {@code reveal()} from another package than that of the secret. */
  static Stream<String> revelations(JavaClass type, DescribedPredicate<JavaClass> code) {
    return type.getCodeUnitAccessesFromSelf().stream()
        .filter(access -> access.getName().equals("reveal"))
        .filter(access -> code.test(access.getTargetOwner()))
        .filter(access -> !access.getTargetOwner().getPackageName().equals(type.getPackageName()))
        .map(JavaCodeUnitAccess::getDescription);
  }

  static Stream<String> meaninglessName(JavaClass type) {
    return MEANINGLESS_NAME.matcher(type.getSimpleName()).find()
        ? Stream.of(type.getName() + " has a meaningless part")
        : Stream.of();
  }
}
