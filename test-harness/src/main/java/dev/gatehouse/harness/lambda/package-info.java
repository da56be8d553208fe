/** AWS Lambda and API Gateway on this machine: stand-ins that speak their protocols. */
@NullMarked
package dev.gatehouse.harness.lambda;

import org.jspecify.annotations.NullMarked;
