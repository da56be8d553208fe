package dev.gatehouse.testkit.architecture;

import java.util.Set;

/**
 * What one adapter may use and show; what is not listed is forbidden.
 *
 * @param name the last part of its package, {@code <root>.adapter.<name>}
 * @param libraries what it may use beyond java.base and JSpecify, as ArchUnit package identifiers
 *     ({@code com.nimbusds..}); a library is confined to the adapters that list it
 * @param publicTypes the simple names of its public top-level types; each must exist
 * @param seams the types of other adapters that it may use, as {@code http.Route}
 * @param offers the packages below its own whose types are for others to be written with, as {@code
 *     feature}: values, which anyone may make
 */
public record Adapter(
    String name,
    Set<String> libraries,
    Set<String> publicTypes,
    Set<String> seams,
    Set<String> offers) {
  /** Makes an adapter; the sets are copied. */
  public Adapter {
    libraries = Set.copyOf(libraries);
    publicTypes = Set.copyOf(publicTypes);
    seams = Set.copyOf(seams);
    offers = Set.copyOf(offers);
  }

  /** An adapter that uses no library, shows nothing and sees no neighbour. */
  public static Adapter named(String name) {
    return new Adapter(name, Set.of(), Set.of(), Set.of(), Set.of());
  }

  /** The same adapter with these {@link #libraries}. */
  public Adapter uses(String... packageIdentifiers) {
    return new Adapter(name, Set.of(packageIdentifiers), publicTypes, seams, offers);
  }

  /** The same adapter with these {@link #publicTypes}. */
  public Adapter shows(String... simpleNames) {
    return new Adapter(name, libraries, Set.of(simpleNames), seams, offers);
  }

  /** The same adapter with these {@link #seams}. */
  public Adapter sees(String... typesOfNeighbours) {
    return new Adapter(name, libraries, publicTypes, Set.of(typesOfNeighbours), offers);
  }

  /** The same adapter with these {@link #offers}. */
  public Adapter offers(String... packages) {
    return new Adapter(name, libraries, publicTypes, seams, Set.of(packages));
  }
}
