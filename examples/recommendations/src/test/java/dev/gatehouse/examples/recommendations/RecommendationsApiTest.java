package dev.gatehouse.examples.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.TestUser;
import dev.gatehouse.examples.recommendations.adapter.gremlin.LocalGremlinServer;
import dev.gatehouse.examples.recommendations.bootstrap.RecommendationsFeature;
import dev.gatehouse.testkit.server.GatehouseExtension;
import dev.gatehouse.testkit.server.TestClient;
import dev.gatehouse.testkit.server.TestResponse;
import dev.gatehouse.testkit.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class RecommendationsApiTest {
  @TempDir private Path folder;

  @RegisterExtension
  final GatehouseExtension gatehouse =
      GatehouseExtension.starting(
          () ->
              TestServer.with(new RecommendationsFeature())
                  .setting("GRAPH_FILE", folder.resolve("graph.db").toString())
                  .start());

  private TestUser interested(String name, String... interests) {
    TestUser user = gatehouse.user(name);
    assertThat(setInterests(as(user), interests).status()).isEqualTo(200);
    return user;
  }

  private static TestResponse setInterests(TestClient client, String... interests) {
    return client.put(
        "/social/me/interests",
        List.of(interests).stream()
            .map(interest -> '"' + interest + '"')
            .collect(Collectors.joining(",", "{\"interests\":[", "]}")));
  }

  private TestClient as(TestUser user) {
    return gatehouse.client().loggedInAs(user);
  }

  private static String sub(TestUser user) {
    return user.subject().value();
  }

  private TestResponse follow(TestUser follower, TestUser followed) {
    return as(follower).put("/social/following/" + sub(followed));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /social/me",
    "PUT, /social/me/interests",
    "GET, /social/people/x",
    "PUT, /social/following/x",
    "DELETE, /social/following/x",
    "GET, /social/recommendations"
  })
  void every_route_requires_a_valid_token(String method, String path) {
    TestClient nobody = gatehouse.client();
    String expired = gatehouse.server().expired("old").bearer();
    String revoked = gatehouse.server().revoked("gone").bearer();

    assertThat(nobody.send(method, path, null).code()).isEqualTo("missing_token");
    assertThat(nobody.withBearerToken(expired).send(method, path, null).code())
        .isEqualTo("invalid_token");
    assertThat(nobody.withBearerToken(revoked).send(method, path, null).code())
        .isEqualTo("invalid_token");
  }

  @Test
  void first_request_adds_the_user_to_the_graph() {
    TestUser ann = gatehouse.user("ann");
    TestUser bob = gatehouse.user("bob");
    assertThat(as(ann).get("/social/people/" + sub(bob)).code()).isEqualTo("unknown_person");

    assertThat(as(bob).get("/social/recommendations").text()).isEqualTo("{\"recommendations\":[]}");

    assertThat(as(ann).get("/social/people/" + sub(bob)).text())
        .isEqualTo(
            "{\"sub\":\"%s\",\"username\":\"bob\",\"interests\":[],\"followers\":0,\"following\":0}"
                .formatted(sub(bob)));
  }

  @Test
  void interests_are_normalized_and_shown_to_all() {
    TestUser ann = interested("ann", "Chess ", "go", "CHESS");

    JsonNode profile = as(gatehouse.user("bob")).get("/social/people/" + sub(ann)).json();

    assertThat(profile.path("interests").toString()).isEqualTo("[\"chess\",\"go\"]");
  }

  @Test
  void recommendations_contain_their_reasons() {
    TestUser ann = interested("ann", "tea");
    TestUser bob = interested("bob", "chess", "go");
    TestUser cid = interested("cid", "go");
    TestUser dan = interested("dan", "chess", "go", "tea");
    assertThat(List.of(follow(ann, bob).status(), follow(ann, cid).status())).containsOnly(204);

    assertThat(as(ann).get("/social/recommendations").text())
        .isEqualTo(
            "{\"recommendations\":[{\"sub\":\"%s\",\"username\":\"dan\",\"shared\":3,\"reasons\":[\"shares tea with you\",\"shares chess, go with 2 people you follow\"]}]}"
                .formatted(sub(dan)));
  }

  @Test
  void recommendations_are_returned_in_pages() {
    TestUser ann = interested("ann", "chess");
    for (int i = 0; i < 5; i++) {
      interested("fan" + i, "chess");
    }
    List<String> found = new ArrayList<>();
    String path = "/social/recommendations?limit=2";
    int pages = 0;
    while (!path.isEmpty()) {
      JsonNode page = as(ann).get(path).json();
      page.path("recommendations").forEach(one -> found.add(one.path("sub").asText()));
      String next = page.path("next").asText();
      path = next.isEmpty() ? "" : "/social/recommendations?limit=2&after=" + next;
      pages++;
    }

    assertThat(found).hasSize(5).doesNotHaveDuplicates().isSorted();
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void follow_and_unfollow_are_idempotent() {
    TestUser ann = interested("ann");
    TestUser bob = interested("bob");

    assertThat(List.of(follow(ann, bob).status(), follow(ann, bob).status())).containsOnly(204);
    assertThat(as(ann).get("/social/people/" + sub(bob)).json().path("followers").asInt()).isOne();
    for (int i = 0; i < 2; i++) {
      assertThat(as(ann).delete("/social/following/" + sub(bob)).status()).isEqualTo(204);
    }
    assertThat(as(ann).get("/social/me").json().path("following").asInt()).isZero();
  }

  @Test
  void request_for_unknown_person_returns_404() {
    TestClient ann = as(gatehouse.user("ann"));

    assertThat(ann.get("/social/people/nobody").toString())
        .startsWith("404")
        .contains("unknown_person");
    assertThat(ann.put("/social/following/nobody").code()).isEqualTo("unknown_person");
    assertThat(ann.delete("/social/following/nobody").code()).isEqualTo("unknown_person");
    assertThat(ann.get("/social/people/" + "x".repeat(200)).code()).isEqualTo("not_found");
    assertThat(ann.get("/social/people/%20").code()).isEqualTo("not_found");
  }

  @Test
  void following_oneself_returns_422() {
    TestUser ann = gatehouse.user("ann");

    TestResponse response = follow(ann, ann);

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.json().path("errors").path(0).path("rule").asText()).isEqualTo("oneself");
  }

  @Test
  void ten_thousand_interests_return_422_and_change_nothing() {
    TestUser ann = interested("ann", "chess");
    String[] many =
        IntStream.range(0, 10_000).mapToObj(i -> "an interest, number " + i).toArray(String[]::new);

    TestResponse response = setInterests(as(ann), many);

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.json().path("errors").path(0).path("rule").asText()).isEqualTo("too_many");
    assertThat(as(ann).get("/social/me").json().path("interests").toString())
        .isEqualTo("[\"chess\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"  \"", "\"a\\u0000b\"", "\"\\ud800\""})
  void invalid_interest_returns_422(String interest) {
    TestResponse response =
        gatehouse
            .loggedInAs("ann")
            .put("/social/me/interests", "{\"interests\":[" + interest + "]}");

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.json().path("errors").path(0).path("field").asText())
        .isEqualTo("interests[0]");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, 422",
    "limit=101, 422",
    "limit=x, 422",
    "after=x, 422",
    "after=0.x, 422",
    "page=1, 400"
  })
  void invalid_query_is_refused(String query, int status) {
    assertThat(gatehouse.loggedInAs("ann").get("/social/recommendations?" + query).status())
        .isEqualTo(status);
  }

  @Test
  void deleted_user_is_removed_from_the_graph() {
    TestUser ann = interested("ann", "chess");
    TestUser bob = interested("bob", "chess");
    follow(ann, bob);

    gatehouse.server().delete(bob);

    assertThat(as(ann).get("/social/people/" + sub(bob)).status()).isEqualTo(404);
    assertThat(as(ann).get("/social/me").json().path("following").asInt()).isZero();
  }

  @Test
  void other_routes_work_while_the_graph_server_is_down() {
    int port = LocalGremlinServer.freePort();
    try (TestServer server =
        TestServer.with(new RecommendationsFeature())
            .setting("GRAPH_ENDPOINT", LocalGremlinServer.endpoint(port).toString())
            .start()) {
      TestUser ann = server.user("ann");
      TestResponse down = server.client().loggedInAs(ann).get("/social/me");

      assertThat(down.status()).isEqualTo(503);
      assertThat(down.code()).isEqualTo("social_graph_unavailable");
      assertThat(down.header("Retry-After")).isEqualTo("5");
      assertThat(server.client().loggedInAs(ann).get("/users/me").status()).isEqualTo(200);
      assertThat(server.client().get("/health/ready").toString())
          .isEqualTo("200 {\"status\":\"up\",\"features\":{\"recommendations\":\"down\"}}");

      // The account is deleted at once; the event waits for the graph.
      server.delete(server.user("bob"));
    }
  }

  @Test
  void routes_work_with_a_graph_server() {
    try (LocalGremlinServer graph = new LocalGremlinServer(LocalGremlinServer.freePort());
        TestServer server =
            TestServer.with(new RecommendationsFeature())
                .setting("GRAPH_ENDPOINT", graph.endpoint().toString())
                .start()) {
      TestClient ann = server.client().loggedInAs(server.user("ann"));
      TestUser bob = server.user("bob");
      setInterests(server.client().loggedInAs(bob), "chess", "go");

      assertThat(setInterests(ann, "chess").status()).isEqualTo(200);
      assertThat(ann.get("/social/recommendations").text()).contains("shares chess with you");
      assertThat(ann.put("/social/following/" + sub(bob)).status()).isEqualTo(204);
      // On a busy machine a probe may be late; the next probe follows after two seconds.
      while (!server.client().get("/health/ready").text().contains("\"recommendations\":\"up\"")) {
        server.clock().advance(Duration.ofSeconds(3));
      }
      server.delete(bob);
      assertThat(ann.get("/social/people/" + sub(bob)).status()).isEqualTo(404);
    }
  }
}
