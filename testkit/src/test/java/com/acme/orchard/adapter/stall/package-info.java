/** Where pickers come in. */
@NullMarked
package com.acme.orchard.adapter.stall;

import org.jspecify.annotations.NullMarked;
