package dev.gatehouse.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.adapter.http.lambda.Invocation;
import dev.gatehouse.adapter.http.lambda.LambdaApi;
import dev.gatehouse.domain.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

public final class ShopHandler implements RequestStreamHandler {
  private final LambdaApi api;

  public ShopHandler() {
    Gatehouse gatehouse =
        Gatehouse.cognito(System.getenv("USER_POOL_ID"), System.getenv("COGNITO_CLIENT_ID"))
            .features(List.of(new OrdersFeature()), System.getenv())
            .ticker(Ticker.of(InstantSource.system()))
            .open();
    api = gatehouse.lambda();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    api.handle(event, output, new Invocation(context.getAwsRequestId(), remaining));
  }
}
