/** Sessions, unfinished logins, and the tokens that are issued. */
@NullMarked
package dev.gatehouse.adapter.embedded.session;

import org.jspecify.annotations.NullMarked;
