package com.acme.orchard.adapter.stall;

import org.assertj.core.util.Strings;

record AssertingStall(String name) {
  boolean nameless() {
    return Strings.isNullOrEmpty(name);
  }
}
