package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ClassesTransformer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What adapters show, and who makes them. */
final class Adapters {
  private final Hexagon hexagon;

  Adapters(Hexagon hexagon) {
    this.hexagon = hexagon;
  }

  /** The full names of the types that an adapter should show, and of those that it does show. */
  record Storefront(Set<String> listed, Set<String> shown) {
    Stream<String> surprises() {
      return Stream.concat(
          shown.stream()
              .filter(type -> !listed.contains(type))
              .map(type -> type + " is public, but not listed"),
          listed.stream()
              .filter(type -> !shown.contains(type))
              .map(type -> type + " is listed, but no public type"));
    }
  }

  ClassesTransformer<Storefront> storefronts() {
    return new AbstractClassesTransformer<>("adapters") {
      @Override
      public Iterable<Storefront> doTransform(JavaClasses classes) {
        return hexagon.adapters().stream()
            .filter(adapter -> classes.stream().anyMatch(hexagon.packageOf(adapter)))
            .map(adapter -> new Storefront(listed(adapter), shown(adapter, classes)))
            .toList();
      }
    };
  }

  private Set<String> listed(Adapter adapter) {
    return adapter.publicTypes().stream()
        .map(type -> hexagon.typeNamed("adapter." + adapter.name() + "." + type))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<String> shown(Adapter adapter, JavaClasses classes) {
    return classes.stream()
        .filter(hexagon.packageOf(adapter))
        .filter(type -> type.isTopLevelClass() && isPublic(type))
        .map(JavaClass::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Constructors and static factories of adapters that a class other than the adapter calls. */
  Stream<String> constructions(JavaClass type) {
    return type.getCodeUnitAccessesFromSelf().stream()
        .filter(access -> makesAdapter(access.getTarget()))
        .filter(access -> !outermost(access.getTargetOwner()).equals(outermost(type)))
        .map(JavaCodeUnitAccess::getDescription);
  }

  private boolean makesAdapter(CodeUnitAccessTarget target) {
    return target
        .resolveMember()
        .filter(
            member ->
                member instanceof JavaConstructor
                    ? isAdapter(member.getOwner())
                    : member.getModifiers().contains(JavaModifier.STATIC)
                        && isAdapter(member.getRawReturnType()))
        .isPresent();
  }

  /** Settings are records and seams are often interfaces: values anyone may hold. */
  private boolean isAdapter(JavaClass type) {
    return hexagon.adapterClasses().test(type)
        && !hexagon.isOffered(type)
        && isPublic(type)
        && !type.isInterface()
        && !type.isRecord()
        && !type.isEnum();
  }

  static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Adapters::outermost).orElse(type);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
