package dev.gatehouse.adapter.http.message;

import dev.gatehouse.domain.ClientAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client's address of a request. That is the peer of the connection or, if the peer is a
 * trusted proxy, the last address in its forwarding header that is not a trusted proxy.
 *
 * <p>Each proxy appends the address of its peer to the header. A client can invent everything to
 * the left of the last untrusted address. It can also send the header that its proxy does not set,
 * so only the {@link TrustedProxies.Header} of the proxies is read.
 */
public final class ClientAddresses {
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)](:\\d{1,5})?");

  /** No chain of proxies is longer, but a client can send a header with thousands of addresses. */
  private static final int MAX_PROXIES = 32;

  private final TrustedProxies proxies;

  public ClientAddresses(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  ClientAddress of(RawRequest request) {
    ClientAddress peer = ClientAddress.of(withoutZone(request.peer()));
    if (!proxies.contains(peer)) {
      return peer;
    }
    String header = header(request, proxies.header().fieldName());
    return header == null ? peer : walk(peer, header);
  }

  /** Joins all lines of a header; null if there are none. */
  private static @Nullable String header(RawRequest request, String name) {
    List<String> lines = request.headers(name);
    return lines.isEmpty() ? null : String.join(",", lines);
  }

  /** Reads from the right, as long as the addresses are trusted proxies. */
  private ClientAddress walk(ClientAddress peer, String header) {
    ClientAddress client = peer;
    int end = header.length();
    for (int read = 0; read < MAX_PROXIES && end >= 0 && proxies.contains(client); read++) {
      int comma = header.lastIndexOf(',', end - 1);
      ClientAddress before = address(node(header.substring(comma + 1, end)).strip());
      if (before == null) {
        return client;
      }
      client = before;
      end = comma;
    }
    return client;
  }

  private String node(String element) {
    return switch (proxies.header()) {
      case X_FORWARDED_FOR -> element;
      case FORWARDED -> forwardedFor(element);
    };
  }

  /** Returns the {@code for} of an element of {@code Forwarded}; empty if there is none. */
  private static String forwardedFor(String element) {
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
