package dev.gatehouse.bootstrap;

import java.util.Locale;

/** The width of a visitor's window. */
enum Width {
  PHONE(390, 844),
  DESKTOP(1280, 900);

  private final int pixels;
  private final int height;

  Width(int pixels, int height) {
    this.pixels = pixels;
    this.height = height;
  }

  /** In CSS pixels. */
  int pixels() {
    return pixels;
  }

  /** In CSS pixels. */
  int height() {
    return height;
  }

  /** The part of file names for this width. */
  String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
