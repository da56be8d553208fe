/** Tests of the deployment on AWS Lambda: the template and the scripts. */
@NullMarked
package dev.gatehouse.harness.deploy;

import org.jspecify.annotations.NullMarked;
