package dev.gatehouse.adapter.cognito;

import dev.gatehouse.domain.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.HttpHeader;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;

/**
 * Tells the pool's threat protection where a request comes from. Without it the pool sees the
 * address of this server only. No other header than {@code User-Agent} is sent.
 *
 * @param serverName the host name of this server
 * @param unsigned whether calls that are not signed also contain the address. Cognito accepts that
 *     only from a client with a secret and {@code EnablePropagateAdditionalUserContextData}.
 */
public record RiskContext(String serverName, boolean unsigned) {
  /**
   * Returns the context of a signed call.
   *
   * @param path the path of the endpoint that was called
   */
  ContextDataType signed(Caller caller, String path) {
    return ContextDataType.builder()
        .ipAddress(caller.address().toString())
        .serverName(serverName)
        .serverPath(path)
        .httpHeaders(
            caller.userAgent().isEmpty()
                ? List.of()
                : List.of(
                    HttpHeader.builder()
                        .headerName("User-Agent")
                        .headerValue(caller.userAgent())
                        .build()))
        .build();
  }

  /** Returns the context of a call that is not signed; null if none is sent. */
  @Nullable UserContextDataType unsigned(Caller caller) {
    return unsigned
        ? UserContextDataType.builder().ipAddress(caller.address().toString()).build()
        : null;
  }
}
