/**
 * Tests of the Cognito adapter, most of them against a stub that speaks the service's wire format.
 */
@NullMarked
package dev.gatehouse.adapter.cognito;

import org.jspecify.annotations.NullMarked;
