/** Published vulnerabilities of the libraries that Gatehouse uses. */
@NullMarked
package dev.gatehouse.harness.advisory;

import org.jspecify.annotations.NullMarked;
