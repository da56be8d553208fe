/** What the orchard offers. */
@NullMarked
package com.acme.orchard.domain.usecase;

import org.jspecify.annotations.NullMarked;
