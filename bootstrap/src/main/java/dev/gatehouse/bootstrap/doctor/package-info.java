/** The command {@code doctor}: examines settings, data folder and user pool. */
@NullMarked
package dev.gatehouse.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
