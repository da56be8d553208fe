package dev.gatehouse.adapter.http.message;

import dev.gatehouse.domain.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client's address of a request. That is the peer of the connection or, if the peer is a
 * trusted proxy, the last address in its forwarding header that is not a trusted proxy.
 *
 * <p>Each proxy appends the address of its peer to {@code X-Forwarded-For} or {@code Forwarded}
 * (RFC 7239). A client can invent everything to the left of the last untrusted address. It can also
 * send the header that its proxy does not set. If the two headers differ, both are ignored.
 */
public final class ClientAddresses {
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)](:\\d{1,5})?");

  private final TrustedProxies proxies;

  public ClientAddresses(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  ClientAddress of(HttpServletRequest request) {
    ClientAddress peer = ClientAddress.of(withoutZone(request.getRemoteAddr()));
    if (!proxies.contains(peer)) {
      return peer;
    }
    String forwardedFor = header(request, "X-Forwarded-For");
    String forwarded = header(request, "Forwarded");
    ClientAddress one = forwardedFor == null ? null : walk(peer, forwardedFor.split(",", -1));
    ClientAddress other =
        forwarded == null
            ? null
            : walk(
                peer,
                Stream.of(forwarded.split(",", -1))
                    .map(ClientAddresses::node)
                    .toArray(String[]::new));
    if (one != null && other != null) {
      return one.equals(other) ? one : peer;
    }
    if (one != null) {
      return one;
    }
    return other != null ? other : peer;
  }

  /** Joins all lines of a header; null if there are none. */
  private static @Nullable String header(HttpServletRequest request, String name) {
    var lines = Collections.list(request.getHeaders(name));
    return lines.isEmpty() ? null : String.join(",", lines);
  }

  /** Reads from the right, as long as the addresses are trusted proxies. */
  private ClientAddress walk(ClientAddress peer, String[] nodes) {
    ClientAddress client = peer;
    for (int i = nodes.length - 1; i >= 0 && proxies.contains(client); i--) {
      ClientAddress before = address(nodes[i].strip());
      if (before == null) {
        return client;
      }
      client = before;
    }
    return client;
  }

  /** Returns the {@code for} of an element of {@code Forwarded}; empty if there is none. */
  private static String node(String element) {
    return Stream.of(element.split(";", -1))
        .map(String::strip)
        .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
        .map(pair -> pair.substring("for=".length()).replace("\"", ""))
        .findFirst()
        .orElse("");
  }

  /** Parses an address with or without a port; null if it is not an address. */
  private static @Nullable ClientAddress address(String node) {
    Matcher bracketed = BRACKETS.matcher(node);
    if (bracketed.matches()) {
      return literal(bracketed.group(1));
    }
    // An IPv6 address without brackets has several colons and cannot have a port.
    return literal(node.indexOf(':') == node.lastIndexOf(':') ? withoutPort(node) : node);
  }

  private static String withoutPort(String node) {
    return PORT.matcher(node).replaceFirst("");
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  private static @Nullable ClientAddress literal(String text) {
    try {
      return ClientAddress.of(text);
    } catch (IllegalArgumentException _) {
      // "unknown", a pseudonym, or anything else that a client may send.
      return null;
    }
  }
}
