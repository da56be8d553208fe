package com.acme.orchard.domain;

final class GettableApple {
  int getNumber() {
    return 1;
  }
}
