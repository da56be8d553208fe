package dev.gatehouse.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each kind of exchange that is not as the document says is found. */
final class DocumentedApiTest {
  private static final DocumentedApi API =
      DocumentedApi.of(
          """
          {
            "paths": {
              "/notes/{id}": {
                "get": {
                  "responses": {
                    "200": {
                      "description": "A note.",
                      "headers": {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}},
                      "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"},
                        "examples": {"good": {"value": {"text": "a"}}, "bad": {"value": {"text": 1}}}}}
                    },
                    "404": {"$ref": "#/components/responses/Gone"}
                  }
                },
                "put": {
                  "requestBody": {"required": true,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
                  "responses": {"204": {"description": "Kept."}, "422": {"description": "Wrong."}}
                }
              },
              "/notes/newest": {"get": {"responses": {"204": {"description": "None."}}}}
            },
            "components": {
              "headers": {"RequestId": {"required": true, "schema": {"pattern": "^r-"}}},
              "responses": {"Gone": {"description": "Gone.", "content": {"application/problem+json":
                {"schema": {"allOf": [{"$ref": "#/components/schemas/Problem"},
                  {"properties": {"code": {"enum": ["no_note"]}}}]}}}}},
              "schemas": {
                "Note": {"type": "object", "required": ["text"], "additionalProperties": false,
                  "properties": {"text": {"type": "string"}}},
                "Problem": {"type": "object", "required": ["code"]},
                "Lost": {"$ref": "#/components/schemas/Nowhere"}
              }
            }
          }
          """);

  private static final Map<String, List<String>> JSON =
      Map.of("x-request-id", List.of("r-1"), "content-type", List.of("application/json"));
  private static final Map<String, List<String>> PROBLEM =
      Map.of("content-type", List.of("application/problem+json"));

  private static List<String> violations(
      String method,
      String path,
      @Nullable String request,
      int status,
      Map<String, List<String>> headers,
      String body) {
    return API.violations(new Exchange(method, path, request, status, headers, body));
  }

  private static void assertFound(List<String> violations, String what) {
    assertThat(violations).singleElement().asString().contains(what);
  }

  @Test
  void exchange_as_described_is_as_it_should_be() {
    assertThat(violations("GET", "/notes/1?x=y", null, 200, JSON, "{\"text\":\"a\"}")).isEmpty();
    assertThat(violations("HEAD", "/notes/1", null, 200, JSON, "")).isEmpty();
    assertThat(violations("GET", "/notes/newest", null, 204, Map.of(), "")).isEmpty();
    assertThat(violations("GET", "/notes/1", null, 404, PROBLEM, "{\"code\":\"no_note\"}"))
        .isEmpty();
    assertThat(violations("PUT", "/notes/1", "{\"text\":\"a\"}", 204, Map.of(), "")).isEmpty();
    assertThat(violations("PUT", "/notes/1", "garbage", 422, Map.of(), "")).isEmpty();
    assertThat(violations("GET", "/else", null, 404, PROBLEM, "{\"code\":\"not_found\"}"))
        .isEmpty();
    assertThat(violations("POST", "/notes/1", null, 405, PROBLEM, "{\"code\":\"x\"}")).isEmpty();
    assertThat(violations("OPTIONS", "/notes/1", null, 204, Map.of(), "")).isEmpty();
  }

  @Test
  void whatever_is_not_as_described_is_found() {
    assertFound(
        violations("GET", "/notes/1", null, 201, JSON, "{\"text\":\"a\"}"),
        "status is not described");
    assertFound(
        violations("GET", "/notes/1", null, 200, JSON, "{\"text\":\"a\",\"more\":1}"), "more");
    assertFound(violations("GET", "/notes/1", null, 200, JSON, "{}"), "text");
    assertFound(
        violations(
            "GET",
            "/notes/1",
            null,
            200,
            Map.of("content-type", List.of("application/json")),
            "{\"text\":\"a\"}"),
        "without the header X-Request-Id");
    assertFound(
        violations(
            "GET",
            "/notes/1",
            null,
            200,
            Map.of("x-request-id", List.of("7"), "content-type", List.of("application/json")),
            "{\"text\":\"a\"}"),
        "header X-Request-Id");
    assertFound(
        violations(
            "GET",
            "/notes/1",
            null,
            200,
            Map.of("x-request-id", List.of("r-1"), "content-type", List.of("text/html")),
            "<p>"),
        "content type text/html");
    assertFound(violations("GET", "/notes/1", null, 404, PROBLEM, "{\"code\":\"other\"}"), "/code");
    assertFound(violations("PUT", "/notes/1", "{\"text\":\"a\"}", 204, Map.of(), "x"), "a body");
    assertFound(
        violations("PUT", "/notes/1", "{\"text\":1}", 204, Map.of(), ""), "accepted a request");
    assertFound(violations("PUT", "/notes/1", null, 204, Map.of(), ""), "accepted without a body");
    assertFound(violations("GET", "/else", null, 200, JSON, "{}"), "not described, and answered");
    assertFound(violations("POST", "/notes/1", null, 404, PROBLEM, "{\"code\":\"x\"}"), "not 405");
    assertFound(violations("GET", "/else", null, 404, PROBLEM, "{}"), "code");
  }

  @Test
  void wrong_examples_and_references_are_found() {
    assertThat(API.wrongExamples()).singleElement().asString().startsWith("bad: ");
    assertThat(API.danglingReferences()).containsExactly("#/components/schemas/Nowhere");
  }

  @Test
  void operations_are_listed() {
    assertThat(API.operations())
        .containsExactlyInAnyOrder("GET /notes/{id}", "PUT /notes/{id}", "GET /notes/newest");
  }
}
