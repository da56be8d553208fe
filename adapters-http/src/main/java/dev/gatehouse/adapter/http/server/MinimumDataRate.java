package dev.gatehouse.adapter.http.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes the connections of clients that send a request or read a response too slowly.
 *
 * <p>While the server waits for a client, {@value #MIN_BYTES} bytes must pass in every {@link
 * #TIME}. So headers, a body or a response have a time in proportion to their size. The time of the
 * server's own work does not count. Connections between two requests have Jetty's idle time-out
 * only. Jetty's own minimum rates do not see headers, and they check a rate only when bytes arrive.
 *
 * <p>If most of the allowed connections are open, all waiting connections, also those between two
 * requests, have only {@link #TIME_IF_CROWDED}.
 */
final class MinimumDataRate extends AbstractLifeCycle {
  private static final Logger LOG = System.getLogger(MinimumDataRate.class.getName());

  /** The smallest rate is 1 KiB/s. A slow mobile network has several times as much. */
  static final int MIN_BYTES = 10 * 1024;

  /** Long enough for lost packets to be sent again. */
  static final Duration TIME = Duration.ofSeconds(10);

  /** Long enough for a request on its way; others wait for a connection meanwhile. */
  static final Duration TIME_IF_CROWDED = Duration.ofSeconds(1);

  private static final double CROWDED = 0.75;
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

  private final ServerConnector connector;
  private final int maxConnections;
  private Map<EndPoint, Mark> marks = Map.of();
  private boolean crowded;

  /** What a connection had done when its time last began. */
  private record Mark(long nanoTime, long messages, long received, long sent) {}

  MinimumDataRate(ServerConnector connector, int maxConnections) {
    this.connector = connector;
    this.maxConnections = maxConnections;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    var _ =
        connector
            .getScheduler()
            .schedule(
                () -> {
                  try {
                    check(System.nanoTime());
                  } finally {
                    if (isRunning()) {
                      schedule();
                    }
                  }
                },
                CHECK_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /**
   * Checks all connections.
   *
   * @param now the monotonic time
   */
  synchronized void check(long now) {
    Collection<EndPoint> open = connector.getConnectedEndPoints();
    setCrowded(open.size() > maxConnections * CROWDED);
    Map<EndPoint, Mark> checked = new HashMap<>();
    for (EndPoint endPoint : open) {
      Connection connection = endPoint.getConnection();
      if (connection != null && endPoint instanceof AbstractEndPoint peer) {
        Mark mark = marks.getOrDefault(endPoint, new Mark(now, 0, 0, 0));
        checked.put(endPoint, check(peer, connection, mark, now));
      }
    }
    marks = checked;
  }

  private Mark check(AbstractEndPoint peer, Connection connection, Mark mark, long now) {
    Mark reached =
        new Mark(
            now,
            connection.getMessagesIn() + connection.getMessagesOut(),
            connection.getBytesIn(),
            connection.getBytesOut());
    boolean writes = peer.getWriteFlusher().isPending();
    long passed = writes ? reached.sent - mark.sent : reached.received - mark.received;
    boolean inRequest = passed > 0 || connection.getMessagesIn() > connection.getMessagesOut();
    boolean waits = writes || (peer.isFillInterested() && (inRequest || crowded));
    if (!waits || reached.messages != mark.messages || passed >= MIN_BYTES) {
      return reached;
    }
    if (now - mark.nanoTime >= (crowded ? TIME_IF_CROWDED : TIME).toNanos()) {
      LOG.log(Level.DEBUG, "Closing the slow connection of {0}", peer.getRemoteSocketAddress());
      peer.close(new TimeoutException("the client is too slow"));
    }
    return mark;
  }

  private void setCrowded(boolean crowded) {
    if (crowded && !this.crowded) {
      LOG.log(
          Level.WARNING,
          "Most of the {0} connections are in use: idle and slow ones are closed after {1}",
          maxConnections,
          TIME_IF_CROWDED);
    }
    this.crowded = crowded;
  }
}
