package dev.gatehouse.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.ClientAddress;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ConnectionsPerAddressTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String CLIENT = "127.0.0.1";
  private static final String PROXY = "127.0.0.9";

  /** Two connections for each address. */
  @AutoClose
  private final SlowPeersServer server = new SlowPeersServer(16, ClientAddress.of(PROXY)::equals);

  private RawClient[] connect(int count, String from) throws IOException {
    RawClient[] clients = new RawClient[count];
    for (int i = 0; i < count; i++) {
      clients[i] = server.connect(from);
    }
    return clients;
  }

  private static int ask(RawClient client) throws IOException {
    client.send(REQUEST);
    return client.status();
  }

  @Test
  void connection_above_the_limit_is_closed_at_once() throws IOException {
    RawClient[] clients = connect(3, CLIENT);

    assertThat(clients[2].isClosed()).isTrue();
    assertThat(ask(clients[0])).isEqualTo(200);
    assertThat(ask(clients[1])).isEqualTo(200);
  }

  @Test
  void other_address_is_served_while_one_is_at_its_limit() throws IOException {
    assertThat(connect(3, CLIENT)[2].isClosed()).isTrue();

    assertThat(ask(server.connect("127.0.0.2"))).isEqualTo(200);
  }

  @Test
  void closed_connection_makes_room_for_another() throws IOException {
    var _ = connect(1, CLIENT);
    for (int i = 0; i < 5; i++) {
      server.awaitConnections(1);
      try (RawClient next = server.connect(CLIENT)) {
        assertThat(ask(next)).isEqualTo(200);
      }
    }
  }

  @Test
  void refused_connections_do_not_count() throws IOException {
    RawClient[] clients = connect(10, CLIENT);
    assertThat(clients[9].isClosed()).isTrue();
    clients[0].close();
    server.awaitConnections(1);

    assertThat(ask(server.connect(CLIENT))).isEqualTo(200);
  }

  @Test
  void trusted_proxy_has_no_limit() throws IOException {
    RawClient[] clients = connect(5, PROXY);

    assertThat(ask(clients[4])).isEqualTo(200);
  }

  @Test
  void addresses_of_one_ipv6_block_share_its_limit() throws IOException {
    ConnectionsPerAddress limit = new ConnectionsPerAddress(1, _ -> false);
    try (SocketChannel one = SocketChannel.open();
        SocketChannel two = SocketChannel.open();
        SocketChannel three = SocketChannel.open();
        SocketChannel four = SocketChannel.open()) {
      assertThat(limit.acquire(one, ClientAddress.of("2001:db8:0:1::1"))).isTrue();
      assertThat(limit.acquire(two, ClientAddress.of("2001:db8:0:1:ffff::2"))).isFalse();
      limit.onClosed(two);
      assertThat(limit.acquire(three, ClientAddress.of("2001:db8:0:2::1"))).isTrue();
      assertThat(limit.acquire(four, ClientAddress.of("2001:db8:0:3::1")))
          .as("the block of 56 bits has twice as many")
          .isFalse();
    }
  }
}
