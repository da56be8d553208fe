/** Events about users, in the database. */
@NullMarked
package dev.gatehouse.adapter.embedded.event;

import org.jspecify.annotations.NullMarked;
