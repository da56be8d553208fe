/** Plugs the orchard in. */
@NullMarked
package com.acme.orchard.bootstrap;

import org.jspecify.annotations.NullMarked;
