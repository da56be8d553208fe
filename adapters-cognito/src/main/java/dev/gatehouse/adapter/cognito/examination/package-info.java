/** Checks whether a user pool and its client are set up as Gatehouse needs them. */
@NullMarked
package dev.gatehouse.adapter.cognito.examination;

import org.jspecify.annotations.NullMarked;
