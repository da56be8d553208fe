/** What users do here. */
@NullMarked
package com.example.demo.domain.usecase;

import org.jspecify.annotations.NullMarked;
