/** The API document (OpenAPI) and the page that shows it. */
@NullMarked
package dev.gatehouse.adapter.http.document;

import org.jspecify.annotations.NullMarked;
