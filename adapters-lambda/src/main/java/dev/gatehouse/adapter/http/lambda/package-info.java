/** The HTTP API on AWS Lambda, behind an API Gateway HTTP API or a function URL. */
@NullMarked
package dev.gatehouse.adapter.http.lambda;

import org.jspecify.annotations.NullMarked;
