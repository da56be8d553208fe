/**
 * A small feature for the test of the architecture rules. Most of it keeps every rule; each class
 * that {@code ArchitectureRulesTest} lists breaks one.
 */
@NullMarked
package com.acme.orchard;

import org.jspecify.annotations.NullMarked;
