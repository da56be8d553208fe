/** Notes in this process. */
@NullMarked
package com.example.demo.adapter.memory;

import org.jspecify.annotations.NullMarked;
