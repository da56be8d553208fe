package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.stream.Stream;

/** Output past the log. */
final class Printing {
  private static final Set<String> STREAMS = Set.of("out", "err");

  private Printing() {}

  static Stream<String> of(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .filter(access -> isStream(access) || isStackTrace(access))
        .map(JavaAccess::getDescription);
  }

  private static boolean isStream(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(System.class)
        && STREAMS.contains(access.getName());
  }

  private static boolean isStackTrace(JavaAccess<?> access) {
    return access.getTargetOwner().isAssignableTo(Throwable.class)
        && access.getName().equals("printStackTrace");
  }
}
