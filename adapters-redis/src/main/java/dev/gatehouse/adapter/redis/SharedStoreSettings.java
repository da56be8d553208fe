package dev.gatehouse.adapter.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the shared store is: Redis or Valkey.
 *
 * @param hosts one host, or several of a cluster; not empty
 * @param tls whether connections use TLS
 * @param username the user of the store; null for its default user
 * @param password the password; null for none
 * @param certificates a PEM file with the certificates that are trusted; null for those of the JVM
 */
public record SharedStoreSettings(
    List<Host> hosts,
    boolean tls,
    @Nullable String username,
    @Nullable String password,
    @Nullable Path certificates) {
  /** What is expected of the text of {@link #parse}. */
  public static final String FORM =
      "a URL such as rediss://user:password@store.example.com:6379, with the hosts of a cluster"
          + " separated by commas";

  private static final int MAX_LENGTH = 2000;
  private static final int MAX_HOSTS = 50;
  private static final int DEFAULT_PORT = 6379;
  private static final Pattern URL =
      Pattern.compile("(rediss?)://(?:([^:@/]*):([^@/]*)@)?([^@/?#]+)/?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

  /** A host and its port. */
  public record Host(String name, int port) {
    private static Host parse(String text) {
      Matcher host = HOST.matcher(text);
      if (!host.matches()) {
        throw new IllegalArgumentException("not a host: " + text);
      }
      int port = host.group(2) == null ? DEFAULT_PORT : Integer.parseInt(host.group(2));
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("not a port: " + port);
      }
      return new Host(host.group(1), port);
    }

    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /** Creates settings; copies the list. */
  public SharedStoreSettings {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("no host");
    }
  }

  /**
   * Parses {@code redis://} or {@code rediss://} (with TLS), a user and a password, and hosts. User
   * and password may be percent-encoded.
   *
   * @throws IllegalArgumentException if the text does not have the {@link #FORM}
   */
  public static SharedStoreSettings parse(String text) {
    Matcher url = URL.matcher(text);
    if (text.length() > MAX_LENGTH || !url.matches()) {
      throw new IllegalArgumentException("not the URL of a store");
    }
    String[] names = url.group(4).split(",", -1);
    if (names.length > MAX_HOSTS) {
      throw new IllegalArgumentException("more than " + MAX_HOSTS + " hosts");
    }
    List<Host> hosts = new ArrayList<>();
    for (String name : names) {
      hosts.add(Host.parse(name));
    }
    return new SharedStoreSettings(
        hosts, "rediss".equals(url.group(1)), decoded(url.group(2)), decoded(url.group(3)), null);
  }

  /** Returns the text without percent-encoding; null for an empty one. */
  private static @Nullable String decoded(@Nullable String text) {
    return text == null || text.isEmpty() ? null : URI.create("x:/" + text).getPath().substring(1);
  }

  /** Returns the same settings that trust the certificates of a PEM file. */
  public SharedStoreSettings trusting(@Nullable Path file) {
    return new SharedStoreSettings(hosts, tls, username, password, file);
  }

  RedisURI uri(Host host) {
    RedisURI.Builder builder =
        RedisURI.builder()
            .withHost(host.name().replaceAll("[\\[\\]]", ""))
            .withPort(host.port())
            .withSsl(tls)
            .withClientName("gatehouse");
    if (password != null) {
      if (username == null) {
        builder.withPassword((CharSequence) password);
      } else {
        builder.withAuthentication(username, (CharSequence) password);
      }
    }
    return builder.build();
  }

  /** Returns the URL without user and password. */
  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://")
        + hosts.stream().map(Host::toString).collect(Collectors.joining(","));
  }
}
