/** The documents, run. */
@NullMarked
package dev.gatehouse.harness.document;

import org.jspecify.annotations.NullMarked;
