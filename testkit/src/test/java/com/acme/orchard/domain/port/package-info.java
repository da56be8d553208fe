/** What the orchard needs. */
@NullMarked
package com.acme.orchard.domain.port;

import org.jspecify.annotations.NullMarked;
