package com.acme.orchard.bootstrap;

import org.assertj.core.util.Strings;

record AssertingFeature(String name) {
  boolean nameless() {
    return Strings.isNullOrEmpty(name);
  }
}
