package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.module.ModuleDescriptor.Exports;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may use whom. */
final class Dependencies {
  /** What java.base exports to everyone, asked of the JDK that runs the build. */
  private static final Set<String> JAVA_BASE =
      Object.class.getModule().getDescriptor().exports().stream()
          .filter(export -> !export.isQualified())
          .map(Exports::source)
          .collect(Collectors.toUnmodifiableSet());

  private static final DescribedPredicate<JavaClass> PLATFORM =
      DescribedPredicate.<JavaClass>describe(
              "java.base", type -> type.isPrimitive() || JAVA_BASE.contains(type.getPackageName()))
          .or(resideInAPackage("org.jspecify.annotations"));

  private final Hexagon hexagon;

  Dependencies(Hexagon hexagon) {
    this.hexagon = hexagon;
  }

  Stream<String> ofDomain(JavaClass type) {
    return beyond(PLATFORM.or(hexagon.knownDomain()), type);
  }

  Stream<String> ofApplication(JavaClass type) {
    return beyond(PLATFORM.or(hexagon.knownDomain()).or(hexagon.application()), type);
  }

  /** Of an adapter, to what is inside the hexagon. */
  Stream<String> inwardOfAdapter(JavaClass type) {
    Optional<Adapter> adapter = hexagon.adapterOf(type);
    Set<String> seams =
        adapter.stream()
            .flatMap(listed -> listed.seams().stream())
            .map(seam -> hexagon.typeNamed("adapter." + seam))
            .collect(Collectors.toUnmodifiableSet());
    return beyond(
        DescribedPredicate.not(hexagon.everything())
            .or(hexagon.domain())
            .or(DescribedPredicate.describe("itself", to -> isOf(adapter, to)))
            .or(
                DescribedPredicate.describe(
                    "a seam", to -> seams.contains(Adapters.outermost(to).getName()))),
        type);
  }

  /** Of an adapter, to what is outside the hexagon and its foundation. */
  Stream<String> outwardOfAdapter(JavaClass type) {
    Set<String> libraries = hexagon.adapterOf(type).map(Adapter::libraries).orElseGet(Set::of);
    return beyond(
        PLATFORM.or(hexagon.everything()).or(hexagon.ground()).or(anyOf(libraries)), type);
  }

  /** Of an adapter or bootstrap, to what the foundation keeps to itself. */
  Stream<String> onGround(JavaClass type) {
    return beyond(
        DescribedPredicate.not(hexagon.ground()).or(hexagon.knownDomain()).or(hexagon.seam()),
        type);
  }

  /** Of bootstrap, to the libraries that adapters have to themselves. */
  Stream<String> onAdaptersLibraries(JavaClass type) {
    Set<String> libraries =
        hexagon.adapters().stream()
            .flatMap(adapter -> adapter.libraries().stream())
            .collect(Collectors.toUnmodifiableSet());
    return beyond(DescribedPredicate.not(anyOf(libraries)).or(hexagon.ground()), type);
  }

  private boolean isOf(Optional<Adapter> adapter, JavaClass type) {
    return adapter.isPresent() && adapter.equals(hexagon.adapterOf(type));
  }

  private static DescribedPredicate<JavaClass> anyOf(Set<String> packageIdentifiers) {
    return resideInAnyPackage(packageIdentifiers.toArray(String[]::new));
  }

  private static Stream<String> beyond(Predicate<JavaClass> allowed, JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> !allowed.test(dependency.getTargetClass().getBaseComponentType()))
        .map(dependency -> dependency.getDescription());
  }
}
