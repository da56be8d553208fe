package dev.gatehouse.benchmarks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gatehouse.lambda.LambdaHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.crac.Core;

/**
 * Gatehouse's handler without its hooks, so without priming. Gatehouse is opened at the first
 * event, which comes immediately after the restore.
 */
public final class UnprimedHandler implements RequestStreamHandler {
  static {
    // Without it, hooks are registered nowhere. LambdaHandler has not yet registered any.
    System.clearProperty("org.crac.Core.Compat");
  }

  private final LambdaHandler handler = new LambdaHandler();
  private boolean restored;

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    if (!restored) {
      handler.afterRestore(Core.getGlobalContext());
      restored = true;
    }
    handler.handleRequest(event, output, context);
  }
}
