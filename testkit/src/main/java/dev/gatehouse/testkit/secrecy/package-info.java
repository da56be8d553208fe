/**
 * Searches what a test run logs, prints and answers for every secret that it has used.
 *
 * <p>It comes to work wherever the testkit is on a test's class path, by JUnit's launcher.
 */
@NullMarked
package dev.gatehouse.testkit.secrecy;

import org.jspecify.annotations.NullMarked;
