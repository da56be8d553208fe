/** Checks whether the settings of a user pool and its client are correct for Gatehouse. */
@NullMarked
package dev.gatehouse.adapter.cognito.examination;

import org.jspecify.annotations.NullMarked;
