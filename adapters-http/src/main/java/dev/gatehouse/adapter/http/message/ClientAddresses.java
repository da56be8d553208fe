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
 * Tells where requests come from: the other end of the connection or, where that is a trusted
 * proxy, whom it has forwarded for, as far back as trust goes.
 *
 * <p>Each proxy appends whom it was asked by to {@code X-Forwarded-For} or {@code Forwarded} (RFC
 * 7239), so that what is to the left of the last untrusted address is anybody's invention. A client
 * can send the one of the two headers that its proxy does not know; where they tell differently
 * neither is believed.
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

  /** All of the header's lines, as the one list that they are; null where there is none. */
  private static @Nullable String header(HttpServletRequest request, String name) {
    var lines = Collections.list(request.getHeaders(name));
    return lines.isEmpty() ? null : String.join(",", lines);
  }

  /** From the right, as long as those who tell are trusted. */
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

  /** The {@code for} of an element of {@code Forwarded}; empty where there is none. */
  private static String node(String element) {
    return Stream.of(element.split(";", -1))
        .map(String::strip)
        .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
        .map(pair -> pair.substring("for=".length()).replace("\"", ""))
        .findFirst()
        .orElse("");
  }

  /** An address with or without a port, or null for what tells none. */
  private static @Nullable ClientAddress address(String node) {
    Matcher bracketed = BRACKETS.matcher(node);
    if (bracketed.matches()) {
      return literal(bracketed.group(1));
    }
    // A bare IPv6 address has more colons than one; it can't have a port.
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
      // "unknown", a made-up name, or anything else that a client may have written.
      return null;
    }
  }
}
