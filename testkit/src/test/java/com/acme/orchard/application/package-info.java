/** How the picking goes. */
@NullMarked
package com.acme.orchard.application;

import org.jspecify.annotations.NullMarked;
