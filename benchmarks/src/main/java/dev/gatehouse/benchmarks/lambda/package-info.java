/** Compares the function of AWS Lambda with a bare handler, under the runtime client of AWS. */
@NullMarked
package dev.gatehouse.benchmarks.lambda;

import org.jspecify.annotations.NullMarked;
