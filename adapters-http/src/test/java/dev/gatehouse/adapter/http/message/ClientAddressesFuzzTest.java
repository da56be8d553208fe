package dev.gatehouse.adapter.http.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.domain.ClientAddress;
import java.lang.reflect.Proxy;
import java.util.List;

final class ClientAddressesFuzzTest {
  private static final String PROXY = "10.0.0.1";
  private static final String CLIENT = "192.0.2.7";
  private static final ClientAddresses ADDRESSES =
      new ClientAddresses(new TrustedProxies(List.of("10.0.0.0/8")));

  /** The proxy appends the address of the client to what the client has sent. */
  @FuzzTest
  void client_cannot_invent_its_address(byte[] bytes) {
    String sent = new String(bytes, ISO_8859_1);

    assertThat(address(PROXY, "X-Forwarded-For", sent + ", " + CLIENT)).isEqualTo(CLIENT);
    assertThat(address(PROXY, "Forwarded", sent + ", for=" + CLIENT)).isIn(CLIENT, PROXY);
    assertThat(address(CLIENT, "X-Forwarded-For", sent)).isEqualTo(CLIENT);
    assertThat(address(CLIENT, "Forwarded", sent)).isEqualTo(CLIENT);
    assertThat(address(PROXY, "X-Forwarded-For", sent)).matches("[0-9a-f.:]+");
    assertThat(address(PROXY, "Forwarded", sent)).matches("[0-9a-f.:]+");
  }

  private static String address(String peer, String header, String value) {
    ClientAddress address = ADDRESSES.of(request(peer, header, value));
    return address.toString();
  }

  private static RawRequest request(String peer, String header, String value) {
    return (RawRequest)
        Proxy.newProxyInstance(
            RawRequest.class.getClassLoader(),
            new Class<?>[] {RawRequest.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "peer" -> peer;
                  case "headers" -> header.equals(arguments[0]) ? List.of(value) : List.of();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
