/** A ledger on paper; its library is AssertJ. */
@NullMarked
package dev.gatehouse.testkit.architecture.miniature.adapter.paper;

import org.jspecify.annotations.NullMarked;
