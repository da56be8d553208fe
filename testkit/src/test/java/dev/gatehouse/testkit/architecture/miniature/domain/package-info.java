/** Values and outcomes of a lodge. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.domain;

import org.jspecify.annotations.NullMarked;
