/** Holds no class but those of its adapters. */
@NullMarked
package com.acme.orchard.adapter;

import org.jspecify.annotations.NullMarked;
