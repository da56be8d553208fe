/** The endpoints of the API. */
@NullMarked
package dev.gatehouse.adapter.http.endpoint;

import org.jspecify.annotations.NullMarked;
