package dev.gatehouse.testkit.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response.
 *
 * @param method such as {@code GET}
 * @param path with or without a query
 * @param requestBody null if there is none
 * @param headers the response headers, by their names in lower case
 * @param body the response body; empty if there is none
 */
public record Exchange(
    String method,
    String path,
    @Nullable String requestBody,
    int status,
    Map<String, List<String>> headers,
    String body) {}
