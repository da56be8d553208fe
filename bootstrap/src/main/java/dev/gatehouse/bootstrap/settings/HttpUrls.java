package dev.gatehouse.bootstrap.settings;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses http and https URLs without a query.
 *
 * <p>The result has a canonical form: scheme and host in lower case, international host names in
 * Punycode, and no default port. Hosts that {@link URI#getHost()} does not understand are refused,
 * because neither the AWS SDK nor Java's HTTP client can call them: for example names with an
 * underscore.
 */
final class HttpUrls {
  private static final Pattern URL =
      Pattern.compile(
          "(https?)://(\\[[0-9a-f:.]+]|[^\\[\\]/?#@:\\s]{1,253})(?::([0-9]{1,5}))?(/[^?#\\s]{0,1000})?",
          Pattern.CASE_INSENSITIVE);

  /** Proxies, browsers and Java do not agree about other characters, and about dots alone. */
  private static final Pattern BASE_PATH =
      Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*/?");

  /** Browsers and Java convert them to different names (the deviations of UTS 46). */
  private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  private static final int MAX_PORT = 65_535;

  private HttpUrls() {}

  /**
   * Parses a URL.
   *
   * @throws IllegalArgumentException if it is not an http or https URL, or has a user or a query
   */
  static URI parse(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw new IllegalArgumentException("not an http or https URL");
    }
    String scheme = url.group(1).toLowerCase(Locale.ROOT);
    String path = url.group(4) == null ? "" : url.group(4);
    URI parsed = URI.create(scheme + "://" + host(url.group(2)) + port(scheme, url) + path);
    if (parsed.getHost() == null) {
      throw new IllegalArgumentException("not a host name");
    }
    return parsed;
  }

  /**
   * Parses the URL of a server that adds paths to it.
   *
   * @throws IllegalArgumentException if it is not a URL, or its path has other characters than
   *     letters, digits, {@code -}, {@code _}, {@code .} and {@code ~}
   */
  static URI parseBase(String text) {
    URI base = parse(text);
    if (!BASE_PATH.matcher(base.getRawPath()).matches()) {
      throw new IllegalArgumentException("not a base path");
    }
    return base;
  }

  /**
   * Parses an origin: a URL without a path. Returns the text that browsers send.
   *
   * @throws IllegalArgumentException if it is not an origin
   */
  static String parseOrigin(String text) {
    URI origin = parse(text);
    if (!origin.getRawPath().isEmpty()) {
      throw new IllegalArgumentException("an origin has no path");
    }
    return origin.toString();
  }

  private static String host(String host) {
    if (host.startsWith("[")) {
      // Throws if this is not an IPv6 address. The text stays as it is, because browsers shorten
      // it.
      var _ = InetAddress.ofLiteral(host.substring(1, host.length() - 1));
      return host.toLowerCase(Locale.ROOT);
    }
    if (AMBIGUOUS.matcher(host).find()) {
      throw new IllegalArgumentException("an ambiguous host name");
    }
    return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
  }

  private static String port(String scheme, Matcher url) {
    if (url.group(3) == null) {
      return "";
    }
    int port = Integer.parseInt(url.group(3));
    if (port == 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("not a port");
    }
    return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
  }
}
