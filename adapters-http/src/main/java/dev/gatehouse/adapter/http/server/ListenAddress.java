package dev.gatehouse.adapter.http.server;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address to listen on.
 *
 * <p>A wildcard address such as {@code 0.0.0.0} stands for all addresses of the machine. Nobody can
 * call it, so {@link #url()} uses the loopback address instead.
 *
 * @param host a host name, or an IP address without brackets
 * @param port 0 to 65535; 0 for any free port
 */
public record ListenAddress(String host, int port) {
  /** Java also reads 127.1 and 010.0.0.1, but URLs cannot have them, or mean other addresses. */
  private static final Pattern IP_ADDRESS =
      Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){3}|[0-9a-f.]*:[0-9a-f:.]*");

  private static final int MAX_NAME_LENGTH = 253;

  /**
   * Creates an address.
   *
   * @throws IllegalArgumentException if the host has the wrong form; see {@link #parseHost}
   */
  public ListenAddress {
    host = parseHost(host);
  }

  /** Returns the address for any free port on the loopback interface. */
  public static ListenAddress anyLoopbackPort() {
    return new ListenAddress("127.0.0.1", 0);
  }

  /**
   * Returns a host in lower case and without brackets. Does not look up names.
   *
   * @throws IllegalArgumentException if it is neither an IP address without a zone, nor a host name
   *     of letters, digits, hyphens and dots
   */
  public static String parseHost(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]") && host.contains(":")) {
      host = host.substring(1, host.length() - 1);
    }
    if (ipAddress(host) == null && !isName(host)) {
      throw new IllegalArgumentException("not a host to listen on: " + text);
    }
    return host;
  }

  private static @Nullable InetAddress ipAddress(String host) {
    return IP_ADDRESS.matcher(host).matches() ? InetAddress.ofLiteral(host) : null;
  }

  /** Only names that a URL may have, because clients call this address. */
  private static boolean isName(String host) {
    return host.length() <= MAX_NAME_LENGTH
        && !host.startsWith("[")
        && host.equals(URI.create("http://" + host).getHost());
  }

  /** Returns whether this stands for all addresses of the machine. */
  public boolean isWildcard() {
    InetAddress address = ipAddress(host);
    return address != null && address.isAnyLocalAddress();
  }

  /** Returns whether only the machine itself can call this address. */
  public boolean isLoopback() {
    InetAddress address = ipAddress(host);
    return address == null ? host.equals("localhost") : address.isLoopbackAddress();
  }

  /**
   * Returns whether this is a host by which clients call this address: an IP address, {@code
   * localhost} or the host itself. Anyone can point another name to this machine, and then call it
   * from the browser of a user (DNS rebinding).
   */
  boolean isCalledBy(String name) {
    try {
      String called = parseHost(name);
      return called.equals(host) || called.equals("localhost") || ipAddress(called) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Returns the URL at which the machine itself can call this address; without a path. */
  public URI url() {
    String name = isWildcard() ? "127.0.0.1" : host;
    return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
  }

  /** Returns host and port, separated by a colon. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
