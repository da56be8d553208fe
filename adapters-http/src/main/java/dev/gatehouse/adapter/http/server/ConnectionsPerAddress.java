package dev.gatehouse.adapter.http.server;

import dev.gatehouse.domain.ClientAddress;
import dev.gatehouse.domain.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * Limits the open connections of a client's network, so that one client cannot hold all of them.
 * Further connections are closed at once.
 */
final class ConnectionsPerAddress implements SelectorManager.AcceptListener {
  private final int max;
  private final Predicate<ClientAddress> unlimited;
  private final Map<SelectableChannel, ClientAddress> clients = new ConcurrentHashMap<>();
  private final Map<Network, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Creates a limit.
   *
   * @param max the connections of the smallest network of a client; each larger one has twice as
   *     many as the one before
   * @param unlimited the addresses that the limit does not count, because many clients use them
   */
  ConnectionsPerAddress(int max, Predicate<ClientAddress> unlimited) {
    this.max = max;
    this.unlimited = unlimited;
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    ClientAddress client = clientOf(channel);
    if (client != null && !acquire(channel, client)) {
      IO.close(channel);
    }
  }

  /** Counts a connection until it is closed; returns whether it is within the limit. */
  boolean acquire(SelectableChannel channel, ClientAddress client) {
    if (unlimited.test(client)) {
      return true;
    }
    clients.put(channel, client);
    boolean within = true;
    int most = max;
    for (Network network : client.networks()) {
      within &= counts.merge(network, 1, Integer::sum) <= most;
      most *= 2;
    }
    return within;
  }

  /** Returns null if the client is already gone. */
  private static @Nullable ClientAddress clientOf(SelectableChannel channel) {
    try {
      return channel instanceof SocketChannel socket
              && socket.getRemoteAddress() instanceof InetSocketAddress remote
          ? new ClientAddress(remote.getAddress())
          : null;
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    release(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    release(channel);
  }

  /** Jetty can report a channel twice. */
  private void release(SelectableChannel channel) {
    ClientAddress client = clients.remove(channel);
    if (client != null) {
      for (Network network : client.networks()) {
        counts.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
      }
    }
  }
}
