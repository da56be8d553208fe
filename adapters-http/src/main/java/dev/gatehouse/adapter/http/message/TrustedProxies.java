package dev.gatehouse.adapter.http.message;

import dev.gatehouse.domain.ClientAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.util.InetAddressSet;

/** The proxies whose forwarding header is trusted. */
public final class TrustedProxies {
  /** No proxy is trusted. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /** The header to which the proxies append the address of their peer. */
  public enum Header {
    /** The usual header, with addresses. */
    X_FORWARDED_FOR("X-Forwarded-For"),
    /** The header of RFC 7239, with addresses as {@code for=}. */
    FORWARDED("Forwarded");

    private final String fieldName;

    Header(String fieldName) {
      this.fieldName = fieldName;
    }

    /** Returns the name in a request. */
    String fieldName() {
      return fieldName;
    }
  }

  private final Set<String> blocks;
  private final Header header;
  private final InetAddressSet addresses = new InetAddressSet();

  /**
   * Trusts the {@code X-Forwarded-For} of proxies with an address in one of the blocks.
   *
   * @param blocks addresses or CIDR blocks of either family
   * @throws IllegalArgumentException if a text is not a block ({@link #isBlock})
   */
  public TrustedProxies(List<String> blocks) {
    this(blocks, Header.X_FORWARDED_FOR);
  }

  /**
   * Trusts a header of proxies with an address in one of the blocks.
   *
   * @param blocks addresses or CIDR blocks of either family
   * @param header the header that these proxies set; they may pass on others unchanged from the
   *     client
   * @throws IllegalArgumentException if a text is not a block ({@link #isBlock})
   */
  public TrustedProxies(List<String> blocks, Header header) {
    this.header = header;
    this.blocks = Set.copyOf(blocks);
    for (String block : this.blocks) {
      if (!isBlock(block)) {
        throw new IllegalArgumentException("not an address block: " + block);
      }
      addresses.add(block);
    }
  }

  /**
   * Returns whether a text is an address, or a CIDR block whose host bits are zero. Names are not,
   * and are not looked up.
   */
  public static boolean isBlock(String text) {
    try {
      var _ = InetAddress.ofLiteral(text.split("/", 2)[0]);
      new InetAddressSet().add(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Returns whether no proxy is trusted. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  Header header() {
    return header;
  }

  /** Returns whether an address is that of a trusted proxy. */
  public boolean contains(ClientAddress address) {
    return addresses.test(address.address());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedProxies that
        && blocks.equals(that.blocks)
        && header == that.header;
  }

  @Override
  public int hashCode() {
    return Objects.hash(blocks, header);
  }

  @Override
  public String toString() {
    return "TrustedProxies" + blocks + " " + header;
  }
}
