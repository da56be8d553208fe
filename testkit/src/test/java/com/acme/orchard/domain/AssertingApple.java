package com.acme.orchard.domain;

import org.assertj.core.util.Strings;

record AssertingApple(String name) {
  boolean nameless() {
    return Strings.isNullOrEmpty(name);
  }
}
