package dev.gatehouse.examples.recommendations.adapter.gremlin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A relay between a client and a server. It can silence connections without closing them. */
final class SilencedRelay implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();

  /** One connection: the client's end, the server's end, and whether bytes still pass. */
  private record Pair(Socket client, Socket server, AtomicBoolean silent) {}

  SilencedRelay(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  URI endpoint() {
    return LocalGremlinServer.endpoint(listening.getLocalPort());
  }

  /** Silences all open connections. Later connections work normally. */
  void silence() {
    pairs.forEach(pair -> pair.silent().set(true));
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket();
        try {
          server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (ConnectException _) {
          // The server is not running: close the client's connection, too.
          client.close();
          continue;
        }
        Pair pair = new Pair(client, server, new AtomicBoolean());
        pairs.add(pair);
        Thread.startVirtualThread(() -> pump(client, server, pair));
        Thread.startVirtualThread(() -> pump(server, client, pair));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pump(Socket from, Socket to, Pair pair) {
    byte[] bytes = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (!pair.silent().get()) {
          out.write(bytes, 0, count);
        }
      }
    } catch (IOException _) {
      // One end has closed; both sockets are closed now.
      pair.silent().set(true);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Pair pair : pairs) {
      pair.client().close();
      pair.server().close();
    }
  }
}
