package dev.gatehouse.adapter.http.message;

import dev.gatehouse.domain.ClientAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.util.InetAddressSet;

/** The proxies whose forwarding headers are trusted. */
public final class TrustedProxies {
  /** No proxy is trusted. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final Set<String> blocks;
  private final InetAddressSet addresses = new InetAddressSet();

  /**
   * Trusts proxies with an address in one of the blocks.
   *
   * @param blocks addresses or CIDR blocks of either family
   * @throws IllegalArgumentException if a text is not a block ({@link #isBlock})
   */
  public TrustedProxies(List<String> blocks) {
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

  boolean contains(ClientAddress address) {
    return addresses.test(address.address());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedProxies that && blocks.equals(that.blocks);
  }

  @Override
  public int hashCode() {
    return blocks.hashCode();
  }

  @Override
  public String toString() {
    return "TrustedProxies" + blocks;
  }
}
