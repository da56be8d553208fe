package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.OutboundProxy;
import dev.gatehouse.ProxyServer;
import dev.gatehouse.adapter.http.spi.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of the proxies for outbound calls, in the order of the documentation. */
final class ProxyDeclarations {
  private static final String PROXY_FORM =
      "the URL of an HTTP proxy such as http://user:password@proxy.example.com:3128";

  static final Setting<@Nullable ProxyServer> HTTP_PROXY =
      Setting.secret(
          "HTTP_PROXY",
          "none",
          ProxyServer::parse,
          PROXY_FORM,
          "the proxy for outbound calls to http URLs; also as `http_proxy`");
  static final Setting<@Nullable ProxyServer> HTTPS_PROXY =
      Setting.secret(
          "HTTPS_PROXY",
          "none",
          ProxyServer::parse,
          PROXY_FORM,
          "the proxy for outbound calls to https URLs; also as `https_proxy`");
  static final Setting<List<String>> NO_PROXY =
      Setting.list(
          "NO_PROXY",
          "none",
          Setting.checked(OutboundProxy::isException),
          "names, addresses and blocks such as .example.com, 10.0.0.0/8 or *",
          "hosts that are called without a proxy, comma-separated; also as `no_proxy`");

  static final List<Setting<?>> ALL = List.of(HTTP_PROXY, HTTPS_PROXY, NO_PROXY);

  private ProxyDeclarations() {}

  /** Reads the proxies. */
  static OutboundProxy read(Environment environment) {
    OutboundProxy proxy =
        new OutboundProxy(
            environment.get(HTTP_PROXY), environment.get(HTTPS_PROXY), environment.get(NO_PROXY));
    return proxy.isSet() ? proxy : OutboundProxy.NONE;
  }
}
