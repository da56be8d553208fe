package dev.gatehouse.testkit.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer.
 *
 * @param method such as {@code GET}
 * @param path with or without a query
 * @param requestBody null for none
 * @param headers the answer's, by their names in small letters
 * @param body the answer's; empty for none
 */
public record Exchange(
    String method,
    String path,
    @Nullable String requestBody,
    int status,
    Map<String, List<String>> headers,
    String body) {}
