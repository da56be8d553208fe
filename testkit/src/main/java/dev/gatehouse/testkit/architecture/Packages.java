package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The packages that hold classes. */
final class Packages extends AbstractClassesTransformer<JavaPackage> {
  Packages() {
    super("packages");
  }

  @Override
  public Iterable<JavaPackage> doTransform(JavaClasses classes) {
    return classes.stream().map(JavaClass::getPackage).collect(Collectors.toUnmodifiableSet());
  }

  static Stream<String> unmarked(JavaPackage candidate) {
    return candidate.isAnnotatedWith(NullMarked.class)
        ? Stream.of()
        : Stream.of(candidate.getName() + " is not @NullMarked");
  }
}
