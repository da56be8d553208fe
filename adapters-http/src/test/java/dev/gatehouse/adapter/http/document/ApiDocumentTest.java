package dev.gatehouse.adapter.http.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.gatehouse.adapter.http.ServedApi;
import dev.gatehouse.adapter.http.ServerOnly;
import dev.gatehouse.adapter.http.spi.Problem;
import dev.gatehouse.testkit.api.DocumentedApi;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The routes of the feature in these tests. */
  private static final Set<String> SERVED = Set.of("GET /notes");

  @AutoClose private final ServedApi api = new ServedApi();

  private static JsonNode document(Map<String, String> parts) {
    SequencedMap<String, ApiDocument.Part> ordered = new LinkedHashMap<>();
    parts.forEach((name, text) -> ordered.put(name, new ApiDocument.Part(text, SERVED)));
    return new ApiDocument(ordered, true).json();
  }

  private static DocumentedApi own() {
    return DocumentedApi.of(document(Map.of()).toString());
  }

  @ServerOnly("asks the server for its routes")
  @Test
  void document_describes_exactly_the_existing_routes() {
    assertThat(own().operations()).containsExactlyInAnyOrderElementsOf(api.operations());
  }

  @Test
  void endpoint_returns_the_api_document() throws IOException {
    assertThat(JSON.readTree(api.send("GET", "/openapi.json", null).body()))
        .isEqualTo(document(Map.of()));
  }

  @Test
  void document_is_valid_openapi_3_1() throws IOException {
    try (InputStream schema = getClass().getResourceAsStream("openapi-3.1-schema.json")) {
      assertThat(
              SchemaRegistry.withDialect(Dialects.getDraft202012())
                  .getSchema(Objects.requireNonNull(schema), InputFormat.JSON)
                  .validate(document(Map.of())))
          .isEmpty();
    }
  }

  @Test
  void examples_match_schemas_and_references_exist() {
    assertThat(own().wrongExamples()).isEmpty();
    assertThat(own().danglingReferences()).isEmpty();
  }

  @Test
  void every_request_and_response_body_has_an_example() {
    JsonNode document = document(Map.of());
    for (JsonNode content : document.findValues("content")) {
      content
          .properties()
          .forEach(
              media -> {
                if (media.getKey().endsWith("json")
                    && !media.getValue().toString().contains("ApiDocument")) {
                  assertThat(media.getValue().path("examples").size())
                      .as(media.toString())
                      .isPositive();
                }
              });
    }
  }

  @Test
  void document_describes_every_problem_as_returned() {
    Set<String> described = new HashSet<>();
    for (JsonNode examples : document(Map.of()).findValues("examples")) {
      for (JsonNode example : examples) {
        if (example.path("value").has("code") && example.path("value").has("type")) {
          JsonNode value = example.path("value");
          described.add(
              Stream.of("code", "status", "title", "detail")
                  .map(member -> value.path(member).asText())
                  .collect(Collectors.joining(" ")));
        }
      }
    }

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Problem.values())
                .map(it -> it.code() + " " + it.status() + " " + it.title() + " " + it.detail())
                .toList());
  }

  @Test
  void document_omits_key_set_path_without_published_keys() {
    JsonNode document = new ApiDocument(new LinkedHashMap<>(), false).json();

    assertThat(document.path("paths").has("/.well-known/jwks.json")).isFalse();
    assertThat(document.path("paths").has("/users/me")).isTrue();
  }

  @Test
  void document_includes_the_part_of_a_feature() {
    JsonNode document =
        document(
            Map.of(
                "notes",
                """
                tags: [{name: notes}]
                paths:
                  /notes: {get: {responses: {"200": {description: a note}}}}
                components:
                  schemas: {Note: {type: string}}
                """));

    assertThat(document.at("/paths/~1notes/get/responses/200/description").asText())
        .isEqualTo("a note");
    assertThat(document.at("/components/schemas/Note/type").asText()).isEqualTo("string");
    assertThat(document.path("components").path("schemas").has("Problem")).isTrue();
    assertThat(document.path("tags").findValuesAsText("name")).contains("notes", "login");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {paths: {/notes: {get: {}}, /users/me: {}}} | /users/me, which is already described
          {paths: {/notes: {get: {}}}, components: {schemas: {Problem: {}}}} | Problem, which is already described
          {paths: {/notes: {get: {}}}, info: {title: mine}} | has info
          {paths: {/notes: {get: {}}}, tags: {name: a}} | has tags in a wrong form
          {paths: {/notes: {put: {}}}} | does not describe [GET /notes]
          {paths: {/notes: {get: {}, put: {}}}} | describes operations that do not exist: [PUT /notes]
          components: {} | does not describe [GET /notes]
          {: | is not YAML
          just a text | is not an object
          """)
  void invalid_part_is_refused_with_the_feature_name(String part, String reason) {
    assertThatIllegalStateException()
        .isThrownBy(() -> document(Map.of("notes", part)))
        .withMessageStartingWith("the feature notes: ")
        .withMessageContaining(reason);
  }
}
