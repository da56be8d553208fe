package dev.gatehouse;

import dev.gatehouse.adapter.http.message.TrustedProxies;
import dev.gatehouse.domain.ClientAddress;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy of each outbound call, as {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code
 * NO_PROXY} say.
 *
 * <p>All calls of Gatehouse use the proxies of the JVM ({@link ProxySelector#getDefault}): the
 * calls to the user pool and those for key sets. {@link #install} sets them. Calls to this machine
 * never use a proxy.
 *
 * <p>An exception is one of: {@code *} for all hosts; a name, which also stands for the names below
 * it, with or without a leading dot or {@code *.}; an address; a block of addresses. All but blocks
 * can have a port. Names are compared as texts and never resolved.
 */
public final class OutboundProxy extends ProxySelector {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:\\*?\\.)?([^\\[\\]/?#@:*\\s.][^\\[\\]/?#@:*\\s]{0,252}|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?",
          Pattern.CASE_INSENSITIVE);

  /** No proxy. */
  public static final OutboundProxy NONE = new OutboundProxy(null, null, List.of());

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.0/8", "::1");

  private final @Nullable ProxyServer http;
  private final @Nullable ProxyServer https;
  private final List<String> exceptions;

  /**
   * Creates a selector.
   *
   * @param http the proxy for http URLs; null for none
   * @param https the proxy for https URLs; null for none
   * @param exceptions the hosts that are called without a proxy
   * @throws IllegalArgumentException if an exception is not {@linkplain #isException one}
   */
  public OutboundProxy(
      @Nullable ProxyServer http, @Nullable ProxyServer https, List<String> exceptions) {
    for (String exception : exceptions) {
      if (!isException(exception)) {
        throw new IllegalArgumentException("not an exception from a proxy: " + exception);
      }
    }
    this.http = http;
    this.https = https;
    this.exceptions = List.copyOf(exceptions);
  }

  /** Checks whether a text can be an exception from the proxies. */
  public static boolean isException(String text) {
    return text.equals("*") || TrustedProxies.isBlock(text) || NAME.matcher(text).matches();
  }

  /**
   * Returns the environment variables with {@code http_proxy}, {@code https_proxy} and {@code
   * no_proxy} under their names in upper case, unless those are set.
   */
  public static Map<String, String> inUpperCase(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    Stream.of("http_proxy", "https_proxy", "no_proxy")
        .filter(environment::containsKey)
        .forEach(name -> all.putIfAbsent(name.toUpperCase(Locale.ROOT), environment.get(name)));
    return all;
  }

  /**
   * Makes this the proxies of the JVM, unless no proxy is set. Call it before the first outbound
   * call. It replaces the {@linkplain ProxySelector#setDefault default selector}, and if a proxy
   * has a password also the {@linkplain Authenticator#setDefault default authenticator}.
   */
  public void install() {
    if (!isSet()) {
      return;
    }
    ProxySelector.setDefault(this);
    if (Stream.of(http, https).anyMatch(it -> it != null && it.hasAuthentication())) {
      // By default, the JDK's client does not send a password to a proxy for https.
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      Authenticator.setDefault(new Passwords());
    }
  }

  /** Returns whether any call uses a proxy. */
  public boolean isSet() {
    return http != null || https != null;
  }

  @Override
  public List<Proxy> select(URI url) {
    ProxyServer server = "https".equalsIgnoreCase(url.getScheme()) ? https : http;
    return List.of(
        server == null || url.getHost() == null || isExcepted(url)
            ? Proxy.NO_PROXY
            : server.proxy());
  }

  private boolean isExcepted(URI url) {
    String host = withoutBrackets(url.getHost().toLowerCase(Locale.ROOT));
    int port =
        url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return Stream.concat(THIS_MACHINE.stream(), exceptions.stream())
        .anyMatch(exception -> matches(exception.toLowerCase(Locale.ROOT), host, port));
  }

  private static boolean matches(String exception, String host, int port) {
    if (exception.equals("*")) {
      return true;
    }
    if (TrustedProxies.isBlock(exception)) {
      return isIn(exception, host);
    }
    var parts = NAME.matcher(exception);
    if (!parts.matches() || (parts.group(2) != null && Integer.parseInt(parts.group(2)) != port)) {
      return false;
    }
    String name = withoutBrackets(parts.group(1));
    return TrustedProxies.isBlock(name)
        ? isIn(name, host)
        : host.equals(name) || host.endsWith("." + name);
  }

  private static boolean isIn(String block, String host) {
    return TrustedProxies.isBlock(host)
        && new TrustedProxies(List.of(block)).contains(ClientAddress.of(host));
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Does nothing: there is no other proxy to try. The caller gets the error. */
  @Override
  public void connectFailed(URI url, SocketAddress address, IOException failure) {}

  /** Describes the proxies for people, without users and passwords. */
  @Override
  public String toString() {
    return "http URLs: %s; https URLs: %s; without a proxy: %s"
        .formatted(
            Objects.requireNonNullElse(http, "no proxy"),
            Objects.requireNonNullElse(https, "no proxy"),
            exceptions.isEmpty()
                ? "this machine"
                : "this machine, " + String.join(", ", exceptions));
  }

  /** Tells the passwords of the proxies to these proxies only. */
  private final class Passwords extends Authenticator {
    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() != RequestorType.PROXY
          ? null
          : Stream.of(http, https)
              .filter(Objects::nonNull)
              .map(server -> server.authentication(getRequestingHost(), getRequestingPort()))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
  }
}
