/** Compares Gatehouse with Keycloak, another server that logs users in. */
@NullMarked
package dev.gatehouse.benchmarks.keycloak;

import org.jspecify.annotations.NullMarked;
