/** Security events for the audit trail, and events for other parts of the application. */
@NullMarked
package dev.gatehouse.domain.audit;

import org.jspecify.annotations.NullMarked;
