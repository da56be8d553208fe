package dev.gatehouse.adapter.http.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection whose bytes the test sends and reads one by one. */
final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket = new Socket();

  RawClient(InetSocketAddress server, String from) throws IOException {
    // Small, so that a response that the client does not read soon stops the server.
    socket.setReceiveBufferSize(4 * 1024);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    socket.connect(server, TIMEOUT_MILLIS);
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads the headers of a response and returns its status. */
  int status() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection is closed after: " + head);
      }
      head.append((char) next);
    }
    return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  /** Reads as many bytes, or fewer if the server closes the connection; returns their number. */
  int read(int bytes) throws IOException {
    int total = 0;
    try {
      while (total < bytes) {
        int read = socket.getInputStream().readNBytes(Math.min(bytes - total, 4096)).length;
        if (read == 0) {
          break;
        }
        total += read;
      }
    } catch (SocketException _) {
      // Also closed: the server does that with a reset if it has not read or sent everything.
    }
    return total;
  }

  /** Waits for the server, which must send nothing; returns whether it closed the connection. */
  boolean isClosed() throws IOException {
    return read(1) == 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
