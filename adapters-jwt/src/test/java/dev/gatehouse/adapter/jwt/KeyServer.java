package dev.gatehouse.adapter.jwt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server of a key set on loopback. It counts requests and can fail in many ways at the level of
 * bytes and sockets.
 */
public final class KeyServer implements AutoCloseable {
  private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ [!-~]+ HTTP/1\\.1");

  private final AtomicInteger requests = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile Behaviour behaviour;
  private @Nullable ServerSocket listening;
  private @Nullable Thread accepting;

  /** What the server does after it has read a request. */
  @FunctionalInterface
  public interface Behaviour {
    /** Sends the response. The connection stays open unless this method closes it. */
    void answer(Socket socket, OutputStream out) throws IOException;
  }

  public KeyServer(Behaviour behaviour) {
    this.behaviour = behaviour;
    this.port = listen(0);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/keys");
  }

  /** Returns the number of requests so far. */
  public int requests() {
    return requests.get();
  }

  /** Sets the behaviour from the next request on. */
  public void does(Behaviour next) {
    behaviour = next;
  }

  /** Stops listening and closes all connections. */
  public void goesDown() {
    try {
      if (listening != null && accepting != null) {
        listening.close();
        // The port is free only after the accepting thread has ended.
        accepting.join();
      }
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Listens again on the same port, if it does not listen already. */
  public void comesUp() {
    if (listening == null || listening.isClosed()) {
      listen(port);
    }
  }

  @Override
  public void close() {
    goesDown();
  }

  private int listen(int onPort) {
    try {
      ServerSocket socket = new ServerSocket(onPort, 50, InetAddress.getLoopbackAddress());
      listening = socket;
      accepting = Thread.ofVirtual().start(() -> accept(socket));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        // The server was closed, or the client has disconnected.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      while (!connection.isClosed() && readsRequest(in)) {
        requests.incrementAndGet();
        behaviour.answer(connection, connection.getOutputStream());
      }
    } catch (IOException _) {
      // The client has disconnected, which is right after bad behaviour of the server.
    } finally {
      open.remove(connection);
    }
  }

  /** Checks for HTTP, because random bytes, as at the start of TLS, can contain an empty line. */
  private static boolean readsRequest(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null || !REQUEST_LINE.matcher(line).matches()) {
      return false;
    }
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return line != null;
  }

  /** Sends a valid response. */
  public static Behaviour serves(String document) {
    return answers("200 OK", document);
  }

  public static Behaviour answers(String status, String body) {
    return answers(status, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Behaviour answers(String status, byte[] body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    return (_, out) -> {
      out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
    };
  }

  /** Sends these characters as bytes and disconnects. */
  public static Behaviour sends(String text) {
    return (socket, out) -> {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.close();
    };
  }

  /**
   * Sends the first part once and then the second part again and again until the client
   * disconnects.
   */
  public static Behaviour sendsWithoutEnd(String first, String again) {
    return (_, out) -> {
      out.write(first.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = again.getBytes(StandardCharsets.US_ASCII);
      while (true) {
        out.write(bytes);
      }
    };
  }

  /** Sends single bytes with pauses until the client disconnects. */
  public static Behaviour drips(String text) {
    return (socket, out) -> {
      socket.setSoTimeout(20);
      for (byte next : text.getBytes(StandardCharsets.US_ASCII)) {
        out.write(next);
        out.flush();
        try {
          if (socket.getInputStream().read() < 0) {
            return;
          }
        } catch (SocketTimeoutException _) {
          // The client is still connected and waits for the next byte.
        }
      }
    };
  }

  /** Sends this text, and then nothing until the client disconnects. */
  public static Behaviour hangsAfter(String text) {
    return (socket, out) -> {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      while (socket.getInputStream().read() >= 0) {
        // Received bytes do not end the wait.
      }
      socket.close();
    };
  }
}
