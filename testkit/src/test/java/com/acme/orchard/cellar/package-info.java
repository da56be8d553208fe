/** Not a part of the hexagon. */
@NullMarked
package com.acme.orchard.cellar;

import org.jspecify.annotations.NullMarked;
