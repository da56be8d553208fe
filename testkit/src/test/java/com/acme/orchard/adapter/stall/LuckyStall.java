package com.acme.orchard.adapter.stall;

final class LuckyStall {
  double luck() {
    return Math.random();
  }
}
