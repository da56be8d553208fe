package dev.gatehouse.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API document (OpenAPI 3.1). Checks exchanges against it: the status, headers, content type and
 * body of each response must match the document, and so must the body of each accepted request.
 *
 * <p>{@code HEAD} is checked like {@code GET} without a body; {@code OPTIONS} is not checked. Safe
 * for use by many threads at once.
 */
public final class DocumentedApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final String PROBLEM = "application/problem+json";

  private final JsonNode document;
  private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012());
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private DocumentedApi(JsonNode document) {
    this.document = document;
  }

  /** Reads an API document in JSON. */
  public static DocumentedApi of(String json) {
    return new DocumentedApi(read(json));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + json, e);
    }
  }

  /** Returns the operations of the document, such as {@code GET /users/me}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /** Returns whether the document describes a path, for any method. */
  public boolean describes(String path) {
    return template(path) != null;
  }

  /**
   * Returns the violations of an exchange, one line each; empty if the exchange matches the
   * document.
   */
  public List<String> violations(Exchange exchange) {
    List<String> wrong = new ArrayList<>();
    if (!exchange.method().equals("OPTIONS")) {
      judge(exchange, wrong);
    }
    String where = exchange.method() + " " + exchange.path() + ": " + exchange.status() + ": ";
    return wrong.stream().map(line -> where + line).toList();
  }

  private void judge(Exchange exchange, List<String> wrong) {
    String template = template(exchange.path());
    if (template == null) {
      general(exchange, 404, wrong);
      return;
    }
    boolean head = exchange.method().equals("HEAD");
    String method = head ? "get" : exchange.method().toLowerCase(Locale.ROOT);
    JsonNode operation = document.path("paths").path(template).path(method);
    if (operation.isMissingNode()) {
      general(exchange, 405, wrong);
      return;
    }
    JsonNode response =
        resolved(operation.path("responses").path(Integer.toString(exchange.status())));
    if (response.isMissingNode()) {
      wrong.add("the status is not described");
      return;
    }
    request(exchange, resolved(operation.path("requestBody")), wrong);
    headers(exchange, response.path("headers"), wrong);
    if (!head) {
      body(exchange, response.path("content"), wrong);
    }
  }

  /** Requires that a request without an operation in the document is refused with a problem. */
  private void general(Exchange exchange, int usual, List<String> wrong) {
    if (exchange.status() < 400) {
      wrong.add("not described, but accepted");
    } else if (exchange.status() != usual && !Set.of(400, 414, 431).contains(exchange.status())) {
      wrong.add("not described; expected status " + usual);
    } else if (!exchange.method().equals("HEAD")) {
      ObjectNode content = JSON.createObjectNode();
      content.putObject(PROBLEM).putObject("schema").put("$ref", "#/components/schemas/Problem");
      body(exchange, content, wrong);
    }
  }

  private void request(Exchange exchange, JsonNode described, List<String> wrong) {
    if (exchange.status() >= 400 || described.isMissingNode()) {
      return;
    }
    String body = exchange.requestBody();
    if (body == null || body.isEmpty()) {
      if (described.path("required").asBoolean()) {
        wrong.add("accepted without a body");
      }
      return;
    }
    JsonNode schema = described.path("content").path("application/json").path("schema");
    validate(schema, read(body)).forEach(line -> wrong.add("accepted a request: " + line));
  }

  private void headers(Exchange exchange, JsonNode described, List<String> wrong) {
    for (Map.Entry<String, JsonNode> entry : described.properties()) {
      JsonNode header = resolved(entry.getValue());
      List<String> values =
          exchange.headers().getOrDefault(entry.getKey().toLowerCase(Locale.ROOT), List.of());
      if (values.isEmpty() && header.path("required").asBoolean()) {
        wrong.add("without the header " + entry.getKey());
      }
      for (String value : values) {
        validate(header.path("schema"), TextNode.valueOf(value))
            .forEach(line -> wrong.add("header " + entry.getKey() + ": " + line));
      }
    }
  }

  private void body(Exchange exchange, JsonNode content, List<String> wrong) {
    if (content.isMissingNode()) {
      if (!exchange.body().isEmpty()) {
        wrong.add("a body that is not described");
      }
      return;
    }
    String type =
        exchange.headers().getOrDefault("content-type", List.of("")).getFirst().split(";", 2)[0];
    JsonNode described = content.path(type.strip());
    if (described.isMissingNode()) {
      wrong.add("the content type " + type + " is not described");
    } else if (type.contains("json")) {
      validate(described.path("schema"), read(exchange.body()))
          .forEach(line -> wrong.add("body: " + line));
    }
  }

  /** Returns the violations in the document's examples, one line each. */
  public List<String> wrongExamples() {
    List<String> wrong = new ArrayList<>();
    for (JsonNode media :
        document.findValues("content").stream().flatMap(it -> it.valueStream()).toList()) {
      for (Map.Entry<String, JsonNode> example : media.path("examples").properties()) {
        validate(media.path("schema"), example.getValue().path("value"))
            .forEach(line -> wrong.add(example.getKey() + ": " + line));
      }
    }
    return wrong;
  }

  /** Returns the references in the document whose target does not exist. */
  public Set<String> danglingReferences() {
    return document.findValuesAsText("$ref").stream()
        .filter(reference -> document.at(reference.substring(1)).isMissingNode())
        .collect(Collectors.toSet());
  }

  private List<String> validate(JsonNode schema, JsonNode value) {
    return schemas
        .computeIfAbsent(
            schema,
            it -> {
              ObjectNode whole = JSON.createObjectNode();
              whole.set("components", document.path("components"));
              whole.putArray("allOf").add(it);
              return registry.getSchema(whole);
            })
        .validate(value)
        .stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /**
   * Returns the document's path that matches a request path; a path without parameters has
   * priority. Null if none matches.
   */
  private @Nullable String template(String path) {
    String plain = path.split("\\?", 2)[0];
    if (document.path("paths").has(plain)) {
      return plain;
    }
    return document.path("paths").properties().stream()
        .map(Map.Entry::getKey)
        .filter(Objects::nonNull)
        .filter(template -> pattern(template).matcher(plain).matches())
        .findFirst()
        .orElse(null);
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(Pattern.quote(template).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q"));
  }
}
