package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A small code base, of which most is sound.
 *
 * @param root its root package
 * @param offenders the names, relative to the root, of the classes that are left out by default
 */
record Fixture(String root, List<String> offenders) {
  /** The sound part, and whoever is invited of the offenders. */
  JavaClasses imported(List<String> guests) {
    List<Pattern> uninvited =
        offenders.stream().filter(type -> !guests.contains(type)).map(this::classFiles).toList();
    return new ClassFileImporter()
        .withImportOption(location -> uninvited.stream().noneMatch(location::matches))
        .importPackages(root);
  }

  /** By name, since all of a fixture lies in the same folder. */
  static DescribedPredicate<JavaClass> tests() {
    Predicate<String> isTest = Pattern.compile("(Test|Contract)(\\$|$)").asPredicate();
    return DescribedPredicate.describe("tests", type -> isTest.test(type.getName()));
  }

  private Pattern classFiles(String type) {
    String file = (root + "." + type).replace('.', '/');
    return Pattern.compile(".*/" + file + "(\\$.*)?\\.class");
  }
}
