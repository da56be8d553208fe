package dev.gatehouse.harness.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The answer of a server to any bytes on a connection of their own.
 *
 * @param answer everything that the server sent before it closed the connection, one character for
 *     each byte
 */
public record RawExchange(String answer) {
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  /** It follows a body directly, so it does not always begin a line. */
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");

  /**
   * Sends the bytes and closes the sending side, so that the server does not wait for more. Reads
   * until the server closes the connection.
   *
   * @throws UncheckedIOException if the server cannot be reached or does not close the connection
   */
  public static RawExchange with(int port, byte[] request) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      receive(socket, request, received);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RawExchange(received.toString(StandardCharsets.ISO_8859_1));
  }

  private static void receive(Socket socket, byte[] request, ByteArrayOutputStream received)
      throws IOException {
    try {
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      socket.getInputStream().transferTo(received);
    } catch (SocketException _) {
      // The server may close the connection before it has read everything.
    }
  }

  /** Returns the status of each response, in order. */
  public List<Integer> statuses() {
    return STATUS_LINE
        .matcher(answer)
        .results()
        .map(line -> Integer.valueOf(line.group(1)))
        .toList();
  }
}
