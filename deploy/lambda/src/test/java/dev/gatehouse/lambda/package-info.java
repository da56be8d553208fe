@NullMarked
package dev.gatehouse.lambda;

import org.jspecify.annotations.NullMarked;
