package dev.gatehouse.adapter.http.server;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Adds the base path to requests without it. So a proxy may remove the base path or leave it, and
 * probes need not know it.
 */
final class BasePathHandler extends Handler.Wrapper {
  private final String basePath;

  BasePathHandler(String basePath) {
    this.basePath = basePath;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpURI uri = request.getHttpURI();
    String path = uri.getCanonicalPath();
    if (path == null
        || !path.startsWith("/")
        || path.equals(basePath)
        || path.startsWith(basePath + "/")) {
      return super.handle(request, response, callback);
    }
    HttpURI below = HttpURI.build(uri).pathQuery(basePath + uri.getPathQuery()).asImmutable();
    return super.handle(Request.serveAs(request, below), response, callback);
  }
}
