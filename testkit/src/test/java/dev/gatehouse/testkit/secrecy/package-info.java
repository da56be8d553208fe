@NullMarked
package dev.gatehouse.testkit.secrecy;

import org.jspecify.annotations.NullMarked;
