package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many connections to a server on loopback that keep it waiting. Each moves a byte in some seconds,
 * so it is never idle for long. A closed one is opened again, up to 500 per second.
 */
final class SlowConnections implements AutoCloseable {
  /** What is slow. */
  enum Kind {
    HEADERS("GET /users/me HTTP/1.1\r\nHost: a\r\nX-Slow: "),
    BODIES(
        "POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length:"
            + " 16000\r\n\r\n"),
    READERS("GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: a\r\n\r\n");

    private final String start;

    Kind(String start) {
      this.start = start;
    }
  }

  private static final int OPENED_PER_SECOND = 500;
  private static final int SECONDS_PER_BYTE = 5;

  /** A client that does not read does not see that the server has closed the connection. */
  private static final int SECONDS_PER_READER = 15;

  private static final int RECEIVE_BUFFER_BYTES = 4096;
  private static final int ADDRESSES_PER_NETWORK = 250;

  private final InetSocketAddress server;
  private final Kind kind;
  private final int addresses;
  private final Slot[] slots;
  private final AtomicLong closedByServer = new AtomicLong();
  private final CountDownLatch tried = new CountDownLatch(1);
  private final ByteBuffer octet = ByteBuffer.allocate(1);
  private final Thread thread;
  private volatile boolean over;

  private static final class Slot {
    @Nullable SocketChannel channel;
    volatile boolean started;
    int opened;
  }

  SlowConnections(int port, Kind kind, int count, int addresses) {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.kind = kind;
    this.addresses = addresses;
    this.slots = new Slot[count];
    for (int i = 0; i < count; i++) {
      slots[i] = new Slot();
    }
    this.thread = Thread.ofPlatform().name("slow").start(this::run);
  }

  /** Waits until every connection has been opened once, or was refused. */
  void awaitTried() throws InterruptedException {
    tried.await();
  }

  long closedByServer() {
    return closedByServer.get();
  }

  /** Returns the number of connections that are open and have sent their start. */
  long open() {
    long open = 0;
    for (Slot slot : slots) {
      if (slot.started) {
        open++;
      }
    }
    return open;
  }

  private void run() {
    try {
      for (int second = 0; !over; second++) {
        long begin = System.nanoTime();
        int mayOpen = second == 0 ? slots.length : OPENED_PER_SECOND;
        for (int i = 0; i < slots.length && !over; i++) {
          if (slots[i].channel == null && mayOpen > 0) {
            slots[i].channel = connect(i);
            slots[i].opened = second;
            mayOpen--;
          }
          if (kind == Kind.READERS && second - slots[i].opened >= SECONDS_PER_READER) {
            close(slots[i]);
          }
          advance(slots[i], (second + i) % SECONDS_PER_BYTE == 0);
        }
        if (second == 1) {
          tried.countDown();
        }
        while (!over && System.nanoTime() - begin < Duration.ofSeconds(1).toNanos()) {
          LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
      }
      for (Slot slot : slots) {
        close(slot);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the attack cannot go on", e);
    }
  }

  private SocketChannel connect(int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
    int address = number % addresses;
    channel.bind(
        new InetSocketAddress(
            InetAddress.ofLiteral(
                "127.1.%d.%d"
                    .formatted(
                        address / ADDRESSES_PER_NETWORK, address % ADDRESSES_PER_NETWORK + 1)),
            0));
    channel.connect(server);
    return channel;
  }

  /** Sends the start of the request, or another byte; or reads one. */
  private void advance(Slot slot, boolean due) throws IOException {
    SocketChannel channel = slot.channel;
    if (channel == null) {
      return;
    }
    try {
      if (!slot.started) {
        if (channel.finishConnect()) {
          channel.write(StandardCharsets.US_ASCII.encode(kind.start));
          slot.started = true;
        }
      } else if (due && kind != Kind.READERS) {
        channel.write(octet.clear().put(0, (byte) 'x'));
      }
      // A reader must not read all at once, and the others have nothing to read but the end.
      if (slot.started && (due || kind != Kind.READERS) && channel.read(octet.clear()) < 0) {
        throw new IOException("closed by the server");
      }
    } catch (IOException _) {
      closedByServer.incrementAndGet();
      close(slot);
    }
  }

  private static void close(Slot slot) throws IOException {
    if (slot.channel != null) {
      slot.channel.close();
    }
    slot.channel = null;
    slot.started = false;
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
