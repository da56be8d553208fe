@NullMarked
package dev.gatehouse.adapter.web;

import org.jspecify.annotations.NullMarked;
