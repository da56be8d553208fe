package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.token.BearerToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends {@code GET /users/me} on a fixed schedule over a few connections, from one thread that
 * never sleeps.
 *
 * <p>{@link Load#onSchedule} needs several times as much CPU time per request as the servers, so at
 * thousands of requests per second it would measure itself.
 */
final class PacedClient {
  private static final int CONNECTIONS = 32;
  private static final int MAX_RESPONSE_BYTES = 16 * 1024;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

  /** A connection, which has one request at a time. */
  private static final class Connection {
    final SocketChannel channel;
    final ByteBuffer response = ByteBuffer.allocate(MAX_RESPONSE_BYTES);
    long dueAt;

    Connection(InetSocketAddress server) throws IOException {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
    }

    void send(byte[] request, long due) throws IOException {
      dueAt = due;
      response.clear();
      ByteBuffer bytes = ByteBuffer.wrap(request);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    /** Returns the status if the whole response has arrived, otherwise 0. */
    int poll() throws IOException {
      int read = channel.read(response);
      if (read < 0) {
        throw new IOException("the server has closed a connection");
      }
      return read == 0 ? 0 : status();
    }

    private int status() {
      String text =
          new String(response.array(), 0, response.position(), StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      Matcher length = CONTENT_LENGTH.matcher(text);
      return end >= 0
              && length.find()
              && text.length() >= end + "\r\n\r\n".length() + Integer.parseInt(length.group(1))
          ? Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()))
          : 0;
    }
  }

  private PacedClient() {}

  /**
   * Sends some tokens in turn. A latency counts from the time at which the request was due.
   *
   * @param count the number of requests
   */
  static Load run(URI server, List<BearerToken> tokens, int perSecond, int count)
      throws IOException {
    List<byte[]> requests = tokens.stream().map(PacedClient::request).toList();
    Load load = new Load();
    Deque<Connection> idle = new ArrayDeque<>();
    List<Connection> busy = new ArrayList<>();
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        idle.add(new Connection(new InetSocketAddress(server.getHost(), server.getPort())));
      }
      long begin = System.nanoTime();
      int sent = 0;
      while (sent < count || !busy.isEmpty()) {
        long due = begin + sent * interval;
        long now = System.nanoTime();
        if (now - begin > ENDS_WITHIN.toNanos()) {
          throw new IOException("%d of %d requests in a minute".formatted(sent, count));
        }
        if (sent < count && now >= due && !idle.isEmpty()) {
          Connection connection = idle.poll();
          connection.send(requests.get(sent % requests.size()), due);
          busy.add(connection);
          sent++;
        }
        for (Iterator<Connection> each = busy.iterator(); each.hasNext(); ) {
          Connection connection = each.next();
          int status = connection.poll();
          if (status != 0) {
            load.record(Duration.ofNanos(System.nanoTime() - connection.dueAt), status);
            each.remove();
            idle.add(connection);
          }
        }
      }
    } finally {
      for (Connection connection : idle) {
        connection.channel.close();
      }
      for (Connection connection : busy) {
        connection.channel.close();
      }
    }
    return load;
  }

  private static byte[] request(BearerToken token) {
    return ("GET /users/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token.reveal()
            + "\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
