/** Calls Cognito through the AWS SDK, and converts its errors to outcomes. */
@NullMarked
package dev.gatehouse.adapter.cognito.call;

import org.jspecify.annotations.NullMarked;
