package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shape of a code base: where its parts live, and what each adapter may use and show.
 *
 * <p>Below the root package lie {@code domain} (with the inbound ports in {@code domain.usecase}
 * and the outbound ones in {@code domain.port}), {@code application}, one {@code adapter.<name>}
 * per adapter, and {@code bootstrap}.
 *
 * @param root the root package, {@code dev.gatehouse}
 * @param adapters every adapter there is
 * @param contracts which contract suite the adapters of a port must pass: the port's simple name to
 *     the suite's full name; a port without an entry has none
 */
public record Hexagon(String root, List<Adapter> adapters, Map<String, String> contracts) {
  /** To the class file format a package-info is an interface; it holds no code. */
  private static final DescribedPredicate<JavaClass> PACKAGE_DOCS =
      describe("package docs", type -> type.getSimpleName().equals("package-info"));

  /** Makes a hexagon; the collections are copied. */
  public Hexagon {
    adapters = List.copyOf(adapters);
    contracts = Map.copyOf(contracts);
  }

  DescribedPredicate<JavaClass> everything() {
    return below(root);
  }

  DescribedPredicate<JavaClass> domain() {
    return below(root + ".domain");
  }

  DescribedPredicate<JavaClass> inboundPorts() {
    return portsIn(root + ".domain.usecase");
  }

  DescribedPredicate<JavaClass> outboundPorts() {
    return portsIn(root + ".domain.port");
  }

  DescribedPredicate<JavaClass> application() {
    return below(root + ".application");
  }

  DescribedPredicate<JavaClass> adapterClasses() {
    return below(root + ".adapter");
  }

  DescribedPredicate<JavaClass> bootstrap() {
    return below(root + ".bootstrap");
  }

  /** The adapter that a class belongs to; empty for other classes and unlisted adapters. */
  Optional<Adapter> adapterOf(JavaClass type) {
    return adapters.stream().filter(adapter -> packageOf(adapter).test(type)).findFirst();
  }

  DescribedPredicate<JavaClass> packageOf(Adapter adapter) {
    return below(root + ".adapter." + adapter.name());
  }

  /** Whether a class lies in a part of the hexagon that the rules know. */
  boolean isPlaced(JavaClass type) {
    return PACKAGE_DOCS.or(domain()).or(application()).or(bootstrap()).test(type)
        || adapterOf(type).isPresent();
  }

  /** The full name of a type given relative to the root package. */
  String typeNamed(String relativeName) {
    return root + "." + relativeName;
  }

  private static DescribedPredicate<JavaClass> below(String packageName) {
    return resideInAPackage(packageName + "..");
  }

  private static DescribedPredicate<JavaClass> portsIn(String packageName) {
    return below(packageName)
        .and(not(PACKAGE_DOCS))
        .and(describe("ports", type -> type.isInterface() && type.isTopLevelClass()));
  }
}
