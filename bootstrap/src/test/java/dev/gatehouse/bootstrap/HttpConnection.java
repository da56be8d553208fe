package dev.gatehouse.bootstrap;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A persistent connection with one request after the other.
 *
 * <p>It uses no library, because a library that retries would hide a lost request.
 */
final class HttpConnection implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  HttpConnection(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  HttpConnection(InetAddress host, int port) throws IOException {
    socket = new Socket(host, port);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  record Response(int status, Map<String, String> headers, String body) {
    /** Returns the first string member with this name. */
    String text(String member) {
      Matcher matcher = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(body);
      if (!matcher.find()) {
        throw new AssertionError("no " + member + " in " + body);
      }
      return matcher.group(1);
    }

    boolean closes() {
      return "close".equalsIgnoreCase(headers.get("connection"));
    }
  }

  Response get(String path, String... headers) throws IOException {
    return send("GET " + path, "", headers);
  }

  Response post(String path, String json) throws IOException {
    return send("POST " + path, json, "Content-Type: application/json");
  }

  Response send(String target, String body, String... headers) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            .append("Content-Length: " + content.length + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] lines = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[lines.length + content.length];
    System.arraycopy(lines, 0, request, 0, lines.length);
    System.arraycopy(content, 0, request, lines.length, content.length);
    SecretsInUse.note(head + body);
    socket.getOutputStream().write(request);
    Response response = response();
    if (response.status() < 400) {
      SecretsInUse.note(response.body());
    } else {
      SecretsInUse.assertNoneIn(
          "the answer to " + target, response.headers() + "\n" + response.body());
    }
    return response;
  }

  private Response response() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the answer ends early");
    }
    return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ends");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
