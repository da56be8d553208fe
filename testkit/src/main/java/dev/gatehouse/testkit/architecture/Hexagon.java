package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The shape of a code base: where its parts live, and what each adapter may use and show.
 *
 * <p>Below the root package lie {@code domain} (with the inbound ports in {@code domain.usecase}
 * and the outbound ones in {@code domain.port}), {@code application}, one {@code adapter.<name>}
 * per adapter, and {@code bootstrap}. Without a foundation, the root package itself may hold
 * classes that wire the parts.
 *
 * @param root the root package, {@code dev.gatehouse}
 * @param adapters every adapter there is
 * @param contracts which contract suite the adapters of a port must pass: the port's simple name to
 *     the suite's full name; a port without an entry has none
 * @param foundation the hexagon that this one is built on, if it is a feature
 */
public record Hexagon(
    String root,
    List<Adapter> adapters,
    Map<String, String> contracts,
    Optional<Foundation> foundation) {
  /** To the class file format a package-info is an interface; it holds no code. */
  private static final DescribedPredicate<JavaClass> PACKAGE_DOCS =
      describe("package docs", type -> type.getSimpleName().equals("package-info"));

  /** Makes a hexagon; the collections are copied. */
  public Hexagon {
    adapters = List.copyOf(adapters);
    contracts = Map.copyOf(contracts);
  }

  /** Makes a hexagon that stands on its own; the collections are copied. */
  public Hexagon(String root, List<Adapter> adapters, Map<String, String> contracts) {
    this(root, adapters, contracts, Optional.empty());
  }

  /**
   * A hexagon that features are built on: of it they see the domain and the seam alone.
   *
   * @param root its root package; a feature's own may lie below it
   * @param seam the package, relative to that root, where a feature is plugged in
   */
  public record Foundation(String root, String seam) {}

  DescribedPredicate<JavaClass> everything() {
    return below(root);
  }

  DescribedPredicate<JavaClass> domain() {
    return below(root + ".domain");
  }

  /** The domain that all parts may use: the own one and the foundation's. */
  DescribedPredicate<JavaClass> knownDomain() {
    return domain().or(ofFoundation(ground -> below(ground.root() + ".domain")));
  }

  /** What belongs to the foundation and not to the feature that stands on it. */
  DescribedPredicate<JavaClass> ground() {
    return not(everything()).and(ofFoundation(ground -> below(ground.root())));
  }

  /** Where a feature is plugged into its foundation. */
  DescribedPredicate<JavaClass> seam() {
    return ofFoundation(ground -> below(ground.root() + "." + ground.seam()));
  }

  /** The full name of what secrets extend. */
  String secret() {
    return foundation.map(Foundation::root).orElse(root) + ".domain.Secret";
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

  /** The library that other applications use: the root package itself; a feature has none. */
  DescribedPredicate<JavaClass> library() {
    return foundation.isPresent() ? DescribedPredicate.alwaysFalse() : resideInAPackage(root);
  }

  /** Where adapters are chosen and put together. */
  DescribedPredicate<JavaClass> wiring() {
    return bootstrap().or(library());
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
    return PACKAGE_DOCS.or(domain()).or(application()).or(wiring()).test(type)
        || adapterOf(type).isPresent();
  }

  /** Whether a class lies in a package that its adapter offers to others. */
  boolean isOffered(JavaClass type) {
    return adapterOf(type).stream()
        .flatMap(
            adapter ->
                adapter.offers().stream()
                    .map(offer -> below(root + ".adapter." + adapter.name() + "." + offer)))
        .anyMatch(offered -> offered.test(type));
  }

  /** The full name of a type given relative to the root package. */
  String typeNamed(String relativeName) {
    return root + "." + relativeName;
  }

  private DescribedPredicate<JavaClass> ofFoundation(
      Function<Foundation, DescribedPredicate<JavaClass>> part) {
    return foundation.map(part).orElseGet(DescribedPredicate::alwaysFalse);
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
