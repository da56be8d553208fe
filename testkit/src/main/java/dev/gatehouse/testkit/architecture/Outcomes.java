package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.stream.Stream;

/** Types of the domain that are named as an outcome: the answers an operation can give. */
final class Outcomes {
  static final DescribedPredicate<JavaClass> OUTCOMES =
      DescribedPredicate.describe("outcomes", type -> type.getSimpleName().endsWith("Outcome"));

  private Outcomes() {}

  static Stream<String> openEnds(JavaClass outcome) {
    if (!outcome.isInterface() || !outcome.isSealed()) {
      return Stream.of(outcome.getName() + " is not a sealed interface");
    }
    return leaves(outcome)
        .filter(leaf -> !leaf.isRecord())
        .map(leaf -> leaf.getName() + " is not a record");
  }

  static Stream<String> throwables(JavaClass outcome) {
    return outcome.getAllSubclasses().stream()
        .flatMap(leaf -> leaf.getFields().stream())
        .filter(
            field ->
                field.getType().getAllInvolvedRawTypes().stream()
                    .anyMatch(held -> held.isAssignableTo(Throwable.class)))
        .map(field -> field.getFullName() + " holds a throwable");
  }

  /** What is no sealed interface itself, at any depth. */
  private static Stream<JavaClass> leaves(JavaClass type) {
    return type.isInterface() && type.isSealed()
        ? type.getPermittedSubclasses().orElseGet(Set::of).stream().flatMap(Outcomes::leaves)
        : Stream.of(type);
  }
}
