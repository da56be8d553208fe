/** A basket of wicker; its library is AssertJ. */
@NullMarked
package com.acme.orchard.adapter.wicker;

import org.jspecify.annotations.NullMarked;
