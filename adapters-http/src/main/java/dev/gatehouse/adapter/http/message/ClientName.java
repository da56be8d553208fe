package dev.gatehouse.adapter.http.message;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a short name for the program that sends a request, so that users recognise their sessions.
 */
final class ClientName {
  /** The part of the header that is read. Browsers send less than 200 characters. */
  private static final int MAX_READ = 512;

  /** The order matters: browsers also name the browsers that they are compatible with. */
  private static final List<Product> BROWSERS =
      List.of(
          new Product("Edg", "Edge"),
          new Product("OPR/", "Opera"),
          new Product("Firefox/", "Firefox"),
          new Product("FxiOS/", "Firefox"),
          new Product("Chrome/", "Chrome"),
          new Product("CriOS/", "Chrome"),
          new Product("Safari/", "Safari"));

  private static final List<Product> SYSTEMS =
      List.of(
          new Product("Android", "Android"),
          new Product("iPhone", "iPhone"),
          new Product("iPad", "iPad"),
          new Product("Windows", "Windows"),
          new Product("Mac OS X", "macOS"),
          new Product("Linux", "Linux"));

  /** A product that is not a browser: {@code curl/8.5.0} is curl (RFC 9110, 10.1.5). */
  private static final Pattern OTHER = Pattern.compile("^[A-Za-z0-9._-]{1,40}");

  private record Product(String text, String name) {}

  private ClientName() {}

  /**
   * Returns the name of a program.
   *
   * @param userAgent the header {@code User-Agent}, or null
   * @return at most 64 characters; empty if the header names no program
   */
  static String of(@Nullable String userAgent) {
    if (userAgent == null) {
      return "";
    }
    String read = userAgent.length() > MAX_READ ? userAgent.substring(0, MAX_READ) : userAgent;
    String browser = find(BROWSERS, read);
    String system = find(SYSTEMS, read);
    if (browser != null) {
      return system == null ? browser : browser + " on " + system;
    }
    Matcher product = OTHER.matcher(read);
    return product.find() ? product.group() : "";
  }

  private static @Nullable String find(List<Product> products, String text) {
    return products.stream()
        .filter(product -> text.contains(product.text()))
        .map(Product::name)
        .findFirst()
        .orElse(null);
  }
}
