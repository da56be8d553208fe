package dev.gatehouse.benchmarks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A handler that does nothing: each event gets the same response. */
public final class BareHandler implements RequestStreamHandler {
  private static final String RESPONSE =
      "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},"
          + "\"body\":\"{\\\"username\\\":\\\"alice\\\"}\",\"isBase64Encoded\":false}";

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    output.write(RESPONSE.getBytes(StandardCharsets.UTF_8));
  }
}
