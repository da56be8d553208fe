/**
 * The pages for users: sign up, sign in, reset a password, manage the account. Their session is in
 * a cookie that scripts cannot read.
 */
@NullMarked
package dev.gatehouse.adapter.web;

import org.jspecify.annotations.NullMarked;
