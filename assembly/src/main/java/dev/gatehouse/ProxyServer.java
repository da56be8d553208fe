package dev.gatehouse;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy for outbound calls. Only its address is ever shown. */
public final class ProxyServer {
  private static final Pattern URL =
      Pattern.compile(
          "(?:http://)?(?:([^/?#\\s]{1,512})@)?(\\[[0-9a-f:.]+]|[^\\[\\]/?#@:\\s]{1,253})(?::([0-9]{1,5}))?/?",
          Pattern.CASE_INSENSITIVE);
  private static final int DEFAULT_PORT = 80;
  private static final int MAX_PORT = 65_535;

  private final String host;
  private final int port;
  private final @Nullable PasswordAuthentication authentication;

  private ProxyServer(String host, int port, @Nullable PasswordAuthentication authentication) {
    this.host = host;
    this.port = port;
    this.authentication = authentication;
  }

  /**
   * Parses {@code http://user:password@host:port}. All parts but the host are optional; the default
   * port is 80. User and password are percent-encoded.
   *
   * @throws IllegalArgumentException if the text does not have this form; the message does not
   *     contain it
   */
  public static ProxyServer parse(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw new IllegalArgumentException("not the URL of an HTTP proxy");
    }
    int port = url.group(3) == null ? DEFAULT_PORT : Integer.parseInt(url.group(3));
    if (port == 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("not a port");
    }
    return new ProxyServer(
        url.group(2).toLowerCase(Locale.ROOT), port, authentication(url.group(1)));
  }

  private static @Nullable PasswordAuthentication authentication(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    String[] parts = userInfo.split(":", 2);
    return new PasswordAuthentication(
        decoded(parts[0]), parts.length == 1 ? new char[0] : decoded(parts[1]).toCharArray());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Returns the proxy. Its host is resolved again for each connection. */
  Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(name(), port));
  }

  /** Returns user and password for the proxy at this address; null for another address. */
  @Nullable PasswordAuthentication authentication(@Nullable String atHost, int atPort) {
    return name().equalsIgnoreCase(atHost) && port == atPort ? authentication : null;
  }

  boolean hasAuthentication() {
    return authentication != null;
  }

  private String name() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns the address of the proxy, without user and password. */
  @Override
  public String toString() {
    return "http://" + host + ":" + port;
  }
}
