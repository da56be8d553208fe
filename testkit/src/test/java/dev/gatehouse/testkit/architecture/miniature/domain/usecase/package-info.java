/** What the lodge offers. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.domain.usecase;

import org.jspecify.annotations.NullMarked;
