package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What ports ask for, and who plays them. */
final class Ports {
  private static final Set<String> BARE_TEXT =
      Set.of(String.class.getName(), CharSequence.class.getName(), char.class.getName());

  private final Hexagon hexagon;
  private final JavaClasses tests;

  Ports(Hexagon hexagon, JavaClasses tests) {
    this.hexagon = hexagon;
    this.tests = tests;
  }

  /** The classes of main code that must pass a contract. */
  DescribedPredicate<JavaClass> contracted() {
    return DescribedPredicate.describe(
        "contracted",
        type ->
            isConcrete(type)
                && hexagon.contracts().keySet().stream().anyMatch(port -> plays(type, port)));
  }

  static Stream<String> bareText(JavaClass port) {
    return port.getMethods().stream()
        .filter(Ports::takesText)
        .map(method -> method.getFullName() + " takes bare text");
  }

  /** Arrays and collections of text are text. */
  private static boolean takesText(JavaMethod method) {
    return method.getParameterTypes().stream()
        .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream())
        .anyMatch(type -> BARE_TEXT.contains(type.getBaseComponentType().getName()));
  }

  Stream<String> notExactlyOneUseCase(JavaClass port) {
    var useCases =
        implementations(port)
            .filter(hexagon.application())
            .filter(type -> !tests.contain(type.getName()))
            .map(JavaClass::getName)
            .toList();
    return useCases.size() == 1
        ? Stream.of()
        : Stream.of(port.getName() + " has the use cases " + useCases);
  }

  Stream<String> fewerThanTwoImplementations(JavaClass port) {
    var implementations =
        Stream.concat(
                implementations(port), tests.stream().filter(test -> Lambdas.implement(port, test)))
            .map(JavaClass::getName)
            .toList();
    return implementations.size() >= 2
        ? Stream.of()
        : Stream.of(port.getName() + " has the implementations " + implementations);
  }

  Stream<String> missingContractTests(JavaClass adapter) {
    return hexagon.contracts().entrySet().stream()
        .filter(contract -> plays(adapter, contract.getKey()))
        .map(Map.Entry::getValue)
        .filter(contract -> tests.stream().noneMatch(test -> proves(test, contract, adapter)))
        .map(contract -> adapter.getName() + " is in the tests of no subclass of " + contract);
  }

  /** A contract test is in the adapter's own package and, however indirectly, uses the adapter. */
  private static boolean proves(JavaClass test, String contract, JavaClass adapter) {
    return isConcrete(test)
        && test.isAssignableTo(contract)
        && test.getPackage().equals(adapter.getPackage())
        && test.getTransitiveDependenciesFromSelf().stream()
            .anyMatch(dependency -> dependency.getTargetClass().equals(adapter));
  }

  private boolean plays(JavaClass type, String port) {
    return type.isAssignableTo(hexagon.typeNamed("domain.port." + port));
  }

  private static Stream<JavaClass> implementations(JavaClass port) {
    return port.getAllSubclasses().stream().filter(Ports::isConcrete);
  }

  private static boolean isConcrete(JavaClass type) {
    return !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT);
  }
}
