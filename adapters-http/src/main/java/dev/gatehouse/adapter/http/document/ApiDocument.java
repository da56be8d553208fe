package dev.gatehouse.adapter.http.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The API document (OpenAPI 3.1): {@code openapi.yaml} and the parts of the features.
 *
 * <p>The file is read when the document is first requested, or if there are parts to check, because
 * reading it would slow down the start.
 */
public final class ApiDocument {
  /** The sections that a feature may extend. */
  private static final List<String> SECTIONS = List.of("paths", "components", "tags");

  /**
   * The part of a feature.
   *
   * @param text YAML or JSON
   * @param operations the operations of the feature, such as {@code GET /people/{sub}}; the text
   *     must describe exactly these
   */
  public record Part(String text, Set<String> operations) {}

  private final SequencedMap<String, Part> parts;
  private final boolean published;
  private volatile @Nullable Response response;

  /**
   * Creates the document.
   *
   * @param parts the parts of the features, by feature name
   * @param published whether the server publishes keys; if not, the document leaves that endpoint
   *     out
   * @throws IllegalStateException if a part is not valid or conflicts with another; the message
   *     names the feature
   */
  public ApiDocument(SequencedMap<String, Part> parts, boolean published) {
    this.parts = parts;
    this.published = published;
    if (!parts.isEmpty()) {
      var _ = response();
    }
  }

  /** Returns the response with the document; all requests share it. */
  public Response response() {
    Response written = response;
    if (written == null) {
      written = Response.text(200, "application/json", json().toString());
      response = written;
    }
    return written;
  }

  /** Reads the document as JSON. */
  public ObjectNode json() {
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode whole = own(yaml);
    if (!published && whole.get("paths") instanceof ObjectNode paths) {
      paths.remove(List.of("/.well-known/jwks.json", "/.well-known/openid-configuration"));
    }
    parts.forEach(
        (feature, part) -> {
          ObjectNode read = part(yaml, feature, part.text);
          requireAll(feature, part.operations, operations(read));
          add(whole, feature, read);
        });
    return whole;
  }

  private static ObjectNode own(YAMLMapper yaml) {
    try (InputStream file = ApiDocument.class.getResourceAsStream("openapi.yaml")) {
      return (ObjectNode) yaml.readTree(Objects.requireNonNull(file, "openapi.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode part(YAMLMapper yaml, String feature, String text) {
    try {
      if (yaml.readTree(text) instanceof ObjectNode part) {
        return part;
      }
      throw wrong(feature, "is not an object", null);
    } catch (IOException e) {
      throw wrong(feature, "is not YAML", e);
    }
  }

  private static Set<String> operations(ObjectNode part) {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : part.path("paths").properties()) {
      for (HttpMethod method : HttpMethod.values()) {
        if (path.getValue().has(method.name().toLowerCase(Locale.ROOT))) {
          operations.add(method + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  private static void requireAll(String feature, Set<String> served, Set<String> described) {
    Set<String> missing = new TreeSet<>(served);
    missing.removeAll(described);
    if (!missing.isEmpty()) {
      throw wrong(feature, "does not describe " + missing, null);
    }
    described.removeAll(served);
    if (!described.isEmpty()) {
      throw wrong(feature, "describes operations that do not exist: " + described, null);
    }
  }

  private static void add(ObjectNode whole, String feature, ObjectNode part) {
    for (Map.Entry<String, JsonNode> section : part.properties()) {
      String name = section.getKey();
      if (!SECTIONS.contains(name)) {
        throw wrong(feature, "has " + name + "; allowed are " + SECTIONS, null);
      }
      JsonNode own = whole.get(name);
      switch (section.getValue()) {
        case ArrayNode tags when own instanceof ArrayNode all -> all.addAll(tags);
        case ObjectNode kinds when name.equals("components") && own instanceof ObjectNode all ->
            kinds
                .properties()
                .forEach(
                    kind -> merge(all.withObjectProperty(kind.getKey()), kind.getValue(), feature));
        case ObjectNode paths when own instanceof ObjectNode all -> merge(all, paths, feature);
        default -> throw wrong(feature, "has " + name + " in a wrong form", null);
      }
    }
  }

  private static void merge(ObjectNode all, JsonNode more, String feature) {
    for (Map.Entry<String, JsonNode> member : more.properties()) {
      if (all.has(member.getKey())) {
        throw wrong(feature, "describes " + member.getKey() + ", which is already described", null);
      }
      all.set(member.getKey(), member.getValue());
    }
  }

  private static IllegalStateException wrong(
      String feature, String what, @Nullable Exception cause) {
    return new IllegalStateException(
        "the feature %s: its part of the API document %s".formatted(feature, what), cause);
  }
}
