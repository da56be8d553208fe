package dev.gatehouse.bootstrap.command;

import dev.gatehouse.adapter.http.server.ListenAddress;
import dev.gatehouse.bootstrap.terminal.CommandFailedException;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** The command {@code health}, for the health checks of containers. */
final class HealthCheck {
  private static final int TIMEOUT_MILLIS = 2000;

  private final PrintStream out;

  HealthCheck(PrintStream out) {
    this.out = out;
  }

  /** Calls the server at this address. */
  int run(ListenAddress server) {
    URI url = server.url().resolve("/health/ready");
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      if (status != HttpURLConnection.HTTP_OK) {
        throw CommandFailedException.failed("not ready: " + url + " answers " + status);
      }
      out.println("ready");
      return ExitCode.DONE;
    } catch (IOException e) {
      throw CommandFailedException.failed("no response from " + url + ": " + e.getMessage());
    }
  }
}
