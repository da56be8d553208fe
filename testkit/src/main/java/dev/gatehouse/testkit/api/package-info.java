/**
 * Whether an HTTP API does what its document (OpenAPI 3.1) says, judged by the exchanges that tests
 * have with it.
 */
@NullMarked
package dev.gatehouse.testkit.api;

import org.jspecify.annotations.NullMarked;
