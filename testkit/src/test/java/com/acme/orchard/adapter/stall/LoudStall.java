package com.acme.orchard.adapter.stall;

final class LoudStall {
  void shout() {
    System.out.println("apples!");
  }
}
