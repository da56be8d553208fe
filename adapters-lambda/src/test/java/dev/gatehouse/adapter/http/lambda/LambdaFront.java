package dev.gatehouse.adapter.http.lambda;

import dev.gatehouse.adapter.http.Api;
import dev.gatehouse.adapter.http.ServedApi;
import dev.gatehouse.harness.lambda.GatewayFront;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** Serves the API as API Gateway and Lambda do, for the tests of HTTP. */
record LambdaFront(GatewayFront gateway) implements ServedApi.Front {
  private static final Duration TIMEOUT = Duration.ofSeconds(29);

  private static final BackgroundWork NO_WORK =
      new BackgroundWork() {
        @Override
        public void catchUp() {}

        @Override
        public void finish(Duration within) {}
      };

  /** For the service loader. */
  public static final class Provider implements ServedApi.FrontProvider {
    @Override
    public ServedApi.Front serve(Api api) {
      LambdaApi lambda = new LambdaApi(api, NO_WORK);
      return new LambdaFront(new GatewayFront(0, event -> answer(lambda, event)));
    }
  }

  private static byte[] answer(LambdaApi lambda, byte[] event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    lambda.handle(
        new ByteArrayInputStream(event),
        output,
        new Invocation(UUID.randomUUID().toString(), TIMEOUT));
    return output.toByteArray();
  }

  @Override
  public int port() {
    return gateway.port();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
