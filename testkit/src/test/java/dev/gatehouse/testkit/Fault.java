package dev.gatehouse.testkit;

import java.util.Set;

/** Something that an implementation can do wrong, a constant of an enum. */
interface Fault {
  /** The name of the constant. */
  String name();

  /** The names of the contract tests that fail because of this fault; all others pass. */
  Set<String> brokenTests();

  /** Whether tests that are about something else fail, too, as they don't get that far. */
  default boolean hindersOtherTests() {
    return false;
  }
}
