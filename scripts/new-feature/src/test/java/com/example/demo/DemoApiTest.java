package com.example.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.demo.bootstrap.DemoFeature;
import dev.gatehouse.TestUser;
import dev.gatehouse.testkit.server.GatehouseExtension;
import dev.gatehouse.testkit.server.TestClient;
import dev.gatehouse.testkit.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DemoApiTest {
  @RegisterExtension
  final GatehouseExtension gatehouse = GatehouseExtension.with(new DemoFeature());

  @Test
  void note_is_read_by_its_owner_alone() {
    TestClient alice = gatehouse.loggedInAs("alice");

    assertThat(alice.put("/demo/note", "{\"text\":\"buy milk\"}").status()).isEqualTo(204);

    assertThat(alice.get("/demo/note").text()).isEqualTo("{\"text\":\"buy milk\"}");
    assertThat(gatehouse.loggedInAs("bob").get("/demo/note").status()).isEqualTo(404);
  }

  @Test
  void strangers_and_expired_tokens_are_refused() {
    TestUser late = gatehouse.server().expired("late");

    assertThat(gatehouse.client().get("/demo/note").code()).isEqualTo("missing_token");
    assertThat(gatehouse.client().loggedInAs(late).get("/demo/note").code()).isEqualTo("invalid_token");
  }

  @Test
  void blank_note_is_refused() {
    assertThat(gatehouse.loggedInAs("alice").put("/demo/note", "{\"text\":\" \"}").code())
        .isEqualTo("invalid_request");
  }

  @Test
  void notes_are_bounded() {
    try (TestServer small =
        TestServer.with(new DemoFeature()).setting("DEMO_MOST_NOTES", "1").start()) {
      String note = "{\"text\":\"x\"}";
      TestClient alice = small.client().loggedInAs(small.user("alice"));
      TestClient bob = small.client().loggedInAs(small.user("bob"));

      assertThat(alice.put("/demo/note", note).status()).isEqualTo(204);
      assertThat(bob.put("/demo/note", note).code()).isEqualTo("no_room");
      assertThat(alice.put("/demo/note", note).status()).isEqualTo(204);
    }
  }

  @Test
  void note_goes_with_its_owner() {
    try (TestServer small =
        TestServer.with(new DemoFeature()).setting("DEMO_MOST_NOTES", "1").start()) {
      String note = "{\"text\":\"x\"}";
      TestUser alice = small.user("alice");
      small.client().loggedInAs(alice).put("/demo/note", note);

      small.delete(alice);

      TestClient bob = small.client().loggedInAs(small.user("bob"));
      assertThat(bob.put("/demo/note", note).status()).isEqualTo(204);
    }
  }
}
