package dev.gatehouse.harness.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy on loopback that records what passes. It sends each http request to one server,
 * whatever its host is, and refuses tunnels with 502 after it has recorded them.
 */
public final class LoopbackProxy implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final int upstream;
  private final String credentials;
  private final ServerSocket listening;
  private final List<String> passed = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts a proxy.
   *
   * @param upstream the port of the server on loopback that gets the requests
   * @param credentials the user and password that clients must send, such as {@code user:password};
   *     empty for none
   */
  public LoopbackProxy(int upstream, String credentials) {
    this.upstream = upstream;
    this.credentials =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = threads.submit(this::accept);
  }

  /** Returns the port of the proxy. */
  public int port() {
    return listening.getLocalPort();
  }

  /**
   * Returns method and target of the requests that have passed, such as {@code CONNECT host:443},
   * in the order of their arrival.
   */
  public List<String> passed() {
    return List.copyOf(passed);
  }

  private Void accept() throws IOException {
    while (!listening.isClosed()) {
      Socket client = listening.accept();
      var _ = threads.submit(() -> serve(client));
    }
    return null;
  }

  /** Serves one request and closes the connection. */
  private Void serve(Socket client) throws IOException {
    try (client) {
      client.setSoTimeout(READ_TIMEOUT_MILLIS);
      String head = head(client.getInputStream());
      String[] line = head.lines().findFirst().orElse("").split(" ", 3);
      OutputStream out = client.getOutputStream();
      if (!credentials.isEmpty() && !head.contains("Basic " + credentials)) {
        out.write(
            ascii(
                "HTTP/1.1 407 Proxy Authentication Required\r\nConnection: close\r\n"
                    + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"));
        client.getInputStream().skip(length(head));
      } else {
        passed.add(line[0] + " " + line[1]);
        if (line[0].equals("CONNECT")) {
          out.write(ascii("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
        } else {
          forward(head, client.getInputStream(), out);
        }
      }
    }
    return null;
  }

  private void forward(String head, InputStream in, OutputStream out) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
      server.setSoTimeout(READ_TIMEOUT_MILLIS);
      String sent =
          head.replaceFirst("http://[^/ ]+/?", "/")
              .replaceAll("(?im)^(proxy-)?(connection|authorization): .*\r\n", "")
              .replaceFirst("\r\n", "\r\nConnection: close\r\n");
      server.getOutputStream().write(ascii(sent));
      server.getOutputStream().write(in.readNBytes(length(head)));
      server.getInputStream().transferTo(out);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("the client closed the connection");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  private static int length(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring("content-length:".length()).strip()))
        .findFirst()
        .orElse(0);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
    threads.close();
  }
}
