/** What nodes share through Redis or Valkey. */
@NullMarked
package dev.gatehouse.adapter.redis;

import org.jspecify.annotations.NullMarked;
