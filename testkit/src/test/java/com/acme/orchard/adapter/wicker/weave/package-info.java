/** An inner package of an adapter. */
@NullMarked
package com.acme.orchard.adapter.wicker.weave;

import org.jspecify.annotations.NullMarked;
