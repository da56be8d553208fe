package dev.gatehouse.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A function that answers the TLS protocols of its process. */
public final class TlsProbe implements RequestStreamHandler {
  /** With the event {@code ""}, it does nothing about what the runtime client did. */
  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    if (new String(event.readAllBytes(), StandardCharsets.UTF_8).equals("\"corrected\"")) {
      JvmSetup.run(System.getenv());
    }
    try {
      output.write(
          List.of(SSLContext.getDefault().getDefaultSSLParameters().getProtocols())
              .toString()
              .getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }
}
