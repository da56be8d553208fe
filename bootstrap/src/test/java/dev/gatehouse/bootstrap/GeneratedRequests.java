package dev.gatehouse.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Generates requests by a grammar: each part is mostly valid, and sometimes of a kind that parsers
 * or guards have got wrong before. A generator with the same seed creates the same bytes.
 */
final class GeneratedRequests {
  /** The origin of some requests. */
  static final String ORIGIN = "http://127.0.0.1:8080";

  private static final List<String> ODD_METHODS =
      List.of(
          "HEAD",
          "PATCH",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "gEt",
          "",
          "G\0T",
          "M".repeat(300),
          "GET\t",
          "PRI");

  private static final List<String> ODD_SEGMENTS =
      List.of(
          "/..",
          "/.",
          "//",
          "/%2e%2e",
          "/%2f",
          "/%00",
          "/%zz",
          "/%c0%ae",
          "/%252e",
          ";a=b",
          "\\",
          "/\u00e9",
          "/%e9",
          "?",
          "?a=1&a=2",
          "?a=%ff",
          "#x",
          "/ x",
          "/" + "a".repeat(9_000));

  private static final List<String> HEADERS =
      List.of(
          "Accept: */*",
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0",
          "Origin: " + ORIGIN,
          "Sec-Fetch-Site: same-origin",
          "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "X-Forwarded-For: 198.51.100.9, 10.0.0.1",
          "Forwarded: for=\"[2001:db8::7]:4711\";proto=https",
          "Cookie: gatehouse-session-8080=abc; theme=dark",
          "Authorization: Bearer e30.e30.AAAA",
          "Connection: keep-alive");
  private static final List<String> ODD_HEADERS =
      List.of(
          "Host: b",
          "X: a\r\n b",
          "X : a",
          ": a",
          "no colon",
          "X: \0",
          "X: \u00e9\u0085\u00ff",
          "X: " + "a".repeat(40_000),
          "Expect: 100-continue",
          "Expect: 42",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
          "Connection: close",
          "Content-Encoding: gzip",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: identity",
          "Cookie: a=\"b; gatehouse-session-8080=c",
          "Cookie: =; ;;$Version=1; gatehouse-session-8080=\u00e9",
          "Cookie: " + "a=b; ".repeat(500),
          "X-Forwarded-For: ,,unknown, fe80::1%eth0, 1.2.3.4:99999",
          "Forwarded: for=\"\\\"_x\";;for==,",
          "traceparent: 00-00000000000000000000000000000000-0000000000000000-00-x",
          "Authorization: Basic YTpi",
          "Authorization: Bearer",
          "Authorization: Bearer " + ".".repeat(9_000),
          "Origin: null");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "application/json; charset=:",
          "text/plain",
          "a/b;;",
          "");

  private static final List<String> BODIES =
      List.of(
          "{\"refreshToken\":\"abc\"}",
          "{\"username\":\"alice\"}",
          "{\"username\":\"alice\",\"code\":\"123456\"}",
          "{\"session\":\"abc\",\"answer\":{\"code\":\"123456\"}}",
          "{\"email\":\"alice@example.com\"}",
          "{\"code\":\"123456\"}",
          "{}");

  /** The server hashes the passwords, which takes a long time, so they are rare. */
  private static final List<String> BODIES_WITH_PASSWORD =
      List.of(
          "{\"username\":\"alice\",\"password\":\"Correct1horse\"}",
          "{\"username\":\"a\",\"password\":\"Correct1horse\",\"email\":\"a@example.com\"}",
          "{\"username\":\"alice\",\"code\":\"123456\",\"newPassword\":\"Correct1horse\"}");

  private static final List<String> ODD_BODIES =
      List.of(
          "",
          "[]",
          "null",
          "{\"a\":1,\"a\":2}",
          "{\"username\":\"\\ud800\"}",
          "{\"username\":1e999999999}",
          "{\"username\":" + "[".repeat(8_000),
          "{\"username\":\"" + "a".repeat(20_000) + "\"}",
          "{\"refreshToken\":\"" + "a".repeat(17_000) + "\"}",
          "[".repeat(30_000),
          "{\"username\":" + "9".repeat(10_000) + "}",
          "\u00ef\u00bb\u00bf{}",
          "{\"username\":\"\u00ff\"}");

  private static final int ODDS_OF_PASSWORD = 200;
  private static final int MOST_IN_A_PIPELINE = 20;

  private final RandomGenerator random;
  private final List<String> operations;

  /** Whether the request may have odd parts. Most may not, so that the server reads the next. */
  private boolean isOdd;

  /** Creates a generator of requests such as {@code GET /users/me}, and of similar ones. */
  GeneratedRequests(RandomGenerator random, List<String> operations) {
    this.random = random;
    this.operations = operations;
  }

  /**
   * The requests of a connection.
   *
   * @param text one character for each byte
   */
  record Pipeline(String text, int requests) {
    byte[] bytes() {
      return text.getBytes(ISO_8859_1);
    }
  }

  /** Generates requests to be sent on one connection, without a wait for the responses. */
  Pipeline next() {
    int requests = 1 + random.nextInt(MOST_IN_A_PIPELINE);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < requests; i++) {
      String request = request();
      text.append(isOdd && oneIn(4) ? damaged(request) : request);
    }
    return new Pipeline(text.toString(), requests);
  }

  /** Returns whether the client closes the connection before it has read the responses. */
  boolean closesEarly() {
    return oneIn(50);
  }

  private String request() {
    isOdd = oneIn(5);
    String body = body();
    String content = isOdd && oneIn(4) ? one(ODD_BODIES) : body;
    String[] operation = one(operations).split(" ", 2);
    StringBuilder head = new StringBuilder(isOdd && oneIn(4) ? one(ODD_METHODS) : operation[0]);
    head.append(' ').append(target(operation[1]));
    head.append(isOdd && oneIn(10) ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    if (!isOdd || !oneIn(10)) {
      head.append("Host: 127.0.0.1\r\n");
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      head.append(isOdd && oneIn(4) ? one(ODD_HEADERS) : one(HEADERS)).append("\r\n");
    }
    head.append("Content-Type: ").append(isOdd && oneIn(4) ? one(TYPES) : TYPES.getFirst());
    return head.append("\r\n").append(framed(content)).toString();
  }

  private String target(String template) {
    String path = template.replaceAll("\\{\\w+}", "x-1");
    return switch (isOdd ? random.nextInt(12) : -1) {
      case 0 -> path + one(ODD_SEGMENTS);
      case 1 -> one(ODD_SEGMENTS) + path;
      case 2 -> "http://127.0.0.1" + path;
      case 3 -> "*";
      case 4 -> path.toUpperCase(Locale.ROOT);
      case 5 -> {
        int at = random.nextInt(path.length());
        yield path.substring(0, at)
            + "%%%02x".formatted((int) path.charAt(at))
            + path.substring(at + 1);
      }
      default -> path;
    };
  }

  private String body() {
    return oneIn(ODDS_OF_PASSWORD) ? one(BODIES_WITH_PASSWORD) : one(BODIES);
  }

  /** Returns the headers that frame the body, and the body. */
  private String framed(String body) {
    int length = body.length();
    return switch (isOdd ? random.nextInt(20) : random.nextInt(8, 40)) {
      case 0 -> "\r\n" + body;
      case 1 -> "Content-Length: " + (length + 1 + random.nextInt(100)) + "\r\n\r\n" + body;
      case 2 -> "Content-Length: " + random.nextInt(length + 1) + "\r\n\r\n" + body;
      case 3 -> "Content-Length: 1\r\nContent-Length: 2\r\n\r\n" + body;
      case 4 -> "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(body);
      case 5 -> "Transfer-Encoding: chunked\r\n\r\n" + body;
      case 6 -> "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + body;
      case 7 -> "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n" + body;
      case 8, 9, 10, 11 -> "Transfer-Encoding: chunked\r\n\r\n" + chunked(body);
      default -> "Content-Length: " + length + "\r\n\r\n" + body;
    };
  }

  private static String chunked(String body) {
    int half = body.length() / 2;
    return (half == 0 ? "" : "%x;a=b\r\n%s\r\n".formatted(half, body.substring(0, half)))
        + (body.isEmpty()
            ? ""
            : "%x\r\n%s\r\n".formatted(body.length() - half, body.substring(half)))
        + "0\r\n\r\n";
  }

  /** Cuts off the end, or replaces or repeats some bytes. */
  private String damaged(String request) {
    int from = random.nextInt(request.length());
    int to = Math.min(request.length(), from + 1 + random.nextInt(8));
    String rest = request.substring(to);
    return switch (random.nextInt(3)) {
      case 0 -> request.substring(0, from);
      case 1 -> request.substring(0, from) + (char) random.nextInt(256) + rest;
      default -> request.substring(0, to) + request.substring(from);
    };
  }

  private boolean oneIn(int odds) {
    return random.nextInt(odds) == 0;
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
