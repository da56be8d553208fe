package dev.gatehouse.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that each kind of exchange that does not match the document is reported. */
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

  /** Columns: method, path, request, status, request id, kind of content, body; none for none. */
  private static List<String> violations(String exchange) {
    String[] of = exchange.split("\\s*\\|\\s*", -1);
    Map<String, List<String>> headers = new HashMap<>();
    if (!of[4].isEmpty()) {
      headers.put("x-request-id", List.of(of[4]));
    }
    if (!of[5].isEmpty()) {
      headers.put("content-type", List.of("application/" + of[5]));
    }
    String request = of[2].isEmpty() ? null : of[2];
    return API.violations(
        new Exchange(of[0], of[1], request, Integer.parseInt(of[3]), headers, of[6]));
  }

  @Test
  void exchange_that_matches_the_description_is_accepted() {
    """
    GET     | /notes/1?x=y  |              | 200 | r-1 | json         | {"text":"a"}
    HEAD    | /notes/1      |              | 200 | r-1 | json         |
    GET     | /notes/newest |              | 204 |     |              |
    GET     | /notes/1      |              | 404 |     | problem+json | {"code":"no_note"}
    PUT     | /notes/1      | {"text":"a"} | 204 |     |              |
    PUT     | /notes/1      | garbage      | 422 |     |              |
    GET     | /else         |              | 404 |     | problem+json | {"code":"not_found"}
    POST    | /notes/1      |              | 405 |     | problem+json | {"code":"x"}
    OPTIONS | /notes/1      |              | 204 |     |              |
    """
        .lines()
        .forEach(exchange -> assertThat(violations(exchange)).as(exchange).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '\'',
      textBlock =
          """
          GET  | /notes/1 |              | 201 | r-1 | json | {"text":"a"}  => status is not described
          GET  | /notes/1 |              | 200 | r-1 | json | {"text":"a","more":1}         => more
          GET  | /notes/1 |              | 200 | r-1 | json | {}                            => text
          GET  | /notes/1 |              | 200 |     | json | {"text":"a"} => without the header X-Req
          GET  | /notes/1 |              | 200 | 7   | json | {"text":"a"}  => header X-Request-Id
          GET  | /notes/1 |              | 200 | r-1 | html | <p> => content type application/html
          GET  | /notes/1 |              | 404 |     | problem+json | {"code":"other"}     => /code
          PUT  | /notes/1 | {"text":"a"} | 204 |     |      | x                           => a body
          PUT  | /notes/1 | {"text":1}   | 204 |     |      |               => accepted a request
          PUT  | /notes/1 |              | 204 |     |      |          => accepted without a body
          GET  | /else    |              | 200 | r-1 | json | {}    => not described, but accepted
          POST | /notes/1 |              | 404 |     | problem+json | {"code":"x"}       => expected status 405
          GET  | /else    |              | 404 |     | problem+json | {}                    => code
          """)
  void deviation_from_the_description_is_reported(String exchange, String what) {
    assertThat(violations(exchange)).singleElement().asString().contains(what);
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
