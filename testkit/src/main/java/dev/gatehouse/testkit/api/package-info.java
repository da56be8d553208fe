/**
 * Checks that an HTTP API matches its document (OpenAPI 3.1), by the exchanges that tests have with
 * it.
 */
@NullMarked
package dev.gatehouse.testkit.api;

import org.jspecify.annotations.NullMarked;
