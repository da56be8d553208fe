/** Sessions: how they are refreshed, listed and ended. */
@NullMarked
package dev.gatehouse.domain.session;

import org.jspecify.annotations.NullMarked;
