/**
 * Searches the logs and error responses of a test run for every secret that the run has used.
 *
 * <p>JUnit's launcher starts the search in every module with this artifact on its test class path.
 */
@NullMarked
package dev.gatehouse.harness.secrecy;

import org.jspecify.annotations.NullMarked;
