/** Keeps the calls of a node within the quotas of the user pool. */
@NullMarked
package dev.gatehouse.adapter.cognito.quota;

import org.jspecify.annotations.NullMarked;
