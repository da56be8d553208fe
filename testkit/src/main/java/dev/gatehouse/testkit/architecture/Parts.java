package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/**
 * The parts of a code base with ports and adapters.
 *
 * @param root the root package
 * @param feature whether this is a feature on Gatehouse, and not Gatehouse itself
 */
record Parts(String root, boolean feature) {
  private static final String GATEHOUSE = "dev.gatehouse";
  private static final String SPI = GATEHOUSE + ".adapter.http.spi";

  /** Returns whether a class belongs to a part. */
  boolean isPlaced(JavaClass type) {
    return (!feature && type.getPackageName().equals(root))
        || below("domain").or(below("application")).or(below("bootstrap")).test(type)
        || !adapterOf(type).isEmpty()
        || type.getSimpleName().equals("package-info");
  }

  /**
   * Returns the package of the adapter that a class belongs to, relative to the root; empty if the
   * class belongs to no adapter.
   */
  String adapterOf(JavaClass type) {
    String above = root + ".adapter.";
    String name = type.getPackageName();
    return name.startsWith(above)
        ? "adapter." + name.substring(above.length()).replaceFirst("\\..*", "")
        : "";
  }

  /** Returns the classes in a package and below it; the package is relative to the root. */
  DescribedPredicate<JavaClass> below(String part) {
    return resideInAPackage(root + (part.isEmpty() ? "" : "." + part) + "..");
  }

  /** Returns the domain, of Gatehouse and of the feature. */
  DescribedPredicate<JavaClass> domain() {
    return below("domain").or(resideInAPackage(GATEHOUSE + ".domain.."));
  }

  /** Returns the SPI for features. */
  static DescribedPredicate<JavaClass> spi() {
    return resideInAPackage(SPI + "..");
  }

  /** The parts of Gatehouse that a feature must not use. */
  DescribedPredicate<JavaClass> otherParts() {
    return resideInAPackage(GATEHOUSE + "..").and(not(below("").or(domain()).or(spi())));
  }

  /** Returns the packages of other adapters that a class must not use. */
  DescribedPredicate<JavaClass> innerPackages(JavaClass from, Set<String> offered) {
    return describe(
        "inner packages",
        to -> {
          String adapter = adapterOf(to);
          String name = to.getName().replaceFirst("\\$.*", "");
          return !adapter.isEmpty()
              && !adapter.equals(adapterOf(from))
              && !to.getPackageName().equals(root + "." + adapter)
              && offered.stream()
                  .map(path -> root + ".adapter." + path)
                  .noneMatch(path -> name.equals(path) || name.startsWith(path + "."));
        });
  }
}
