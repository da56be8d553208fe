/**
 * Pages for people: sign up, sign in, forgotten password, my account; and the session that they
 * keep in a cookie which no script can read.
 */
@NullMarked
package dev.gatehouse.adapter.web;

import org.jspecify.annotations.NullMarked;
