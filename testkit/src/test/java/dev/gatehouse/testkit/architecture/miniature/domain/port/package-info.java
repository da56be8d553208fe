/** What the lodge needs. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.domain.port;

import org.jspecify.annotations.NullMarked;
