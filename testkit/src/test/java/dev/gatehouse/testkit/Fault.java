package dev.gatehouse.testkit;

import java.util.Set;

/** A fault of an implementation; each is a constant of an enum. */
interface Fault {
  /** The name of the constant. */
  String name();

  /** The names of the contract tests that fail because of this fault; all others pass. */
  Set<String> brokenTests();

  /** Returns whether this fault also breaks tests of other promises, in their preparation. */
  default boolean hindersOtherTests() {
    return false;
  }
}
