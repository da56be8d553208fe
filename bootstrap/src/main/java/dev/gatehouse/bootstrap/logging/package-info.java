/** Logs and the audit trail. */
@NullMarked
package dev.gatehouse.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
