package dev.gatehouse.examples.recommendations.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Field;
import dev.gatehouse.adapter.http.spi.FieldValues;
import dev.gatehouse.adapter.http.spi.HttpMethod;
import dev.gatehouse.adapter.http.spi.Request;
import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Response.FieldError;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RouteLimits;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Violation;
import dev.gatehouse.domain.limit.Limit;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Followed;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.Oneself;
import dev.gatehouse.examples.recommendations.domain.FollowOutcome.TooManyFollowed;
import dev.gatehouse.examples.recommendations.domain.Interest;
import dev.gatehouse.examples.recommendations.domain.Interests;
import dev.gatehouse.examples.recommendations.domain.Person;
import dev.gatehouse.examples.recommendations.domain.Profile;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome;
import dev.gatehouse.examples.recommendations.domain.ProfileOutcome.Found;
import dev.gatehouse.examples.recommendations.domain.Rank;
import dev.gatehouse.examples.recommendations.domain.Recommendation;
import dev.gatehouse.examples.recommendations.domain.SocialGraphUnavailableException;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome;
import dev.gatehouse.examples.recommendations.domain.UnfollowOutcome.Unfollowed;
import dev.gatehouse.examples.recommendations.domain.usecase.Discovery;
import dev.gatehouse.examples.recommendations.domain.usecase.Following;
import dev.gatehouse.examples.recommendations.domain.usecase.Profiles;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The feature's routes. Each one requires a valid token. */
public final class SocialEndpoints {
  private static final Logger LOG = System.getLogger(SocialEndpoints.class.getName());

  /**
   * Large enough that a list with far too many interests is refused for their number, not for its
   * size.
   */
  private static final int MAX_INTERESTS_BYTES = 512 * 1024;

  private static final int USUAL_PAGE = 20;
  private static final int MAX_SUBJECT = 128;
  private static final Pattern SUBJECT =
      Pattern.compile("[\\x21-\\x7e]{1,%d}".formatted(MAX_SUBJECT));
  private static final Pattern PLACE = Pattern.compile("([1-9][0-9]{0,2})\\.(" + SUBJECT + ")");

  private static final Field<Subject> SUB =
      Field.text(
          "sub",
          MAX_SUBJECT,
          text ->
              SUBJECT.matcher(text).matches()
                  ? List.of()
                  : List.of(new Violation("not_a_subject", "Use the sub of a user.")),
          Subject::new);
  private static final Field<List<Interest>> INTERESTS =
      Field.texts(
          "interests", Interests.MOST, Interest.MAX_LENGTH, Interest::violations, Interest::new);
  private static final Field<Integer> LIMIT = Field.numeral("limit", 1, 100);
  private static final Field<Rank> AFTER =
      Field.text(
          "after",
          MAX_SUBJECT + 4,
          text ->
              PLACE.matcher(text).matches()
                  ? List.of()
                  : List.of(
                      new Violation("not_a_place", "Use the next value of the previous page.")),
          SocialEndpoints::place);

  private final Profiles profiles;
  private final Following following;
  private final Discovery discovery;

  /** Makes the endpoints. */
  public SocialEndpoints(Profiles profiles, Following following, Discovery discovery) {
    this.profiles = profiles;
    this.following = following;
    this.discovery = discovery;
  }

  private static Rank place(String text) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      throw new IllegalArgumentException("not a place");
    }
    return new Rank(Integer.parseInt(place.group(1)), new Subject(place.group(2)));
  }

  /** Returns the feature's routes. */
  public List<Route> routes() {
    return List.of(
        route(HttpMethod.GET, "/social/me", this::me),
        route(HttpMethod.PUT, "/social/me/interests", this::setInterests),
        route(HttpMethod.GET, "/social/people/{sub}", this::person),
        route(HttpMethod.PUT, "/social/following/{sub}", this::follow),
        route(HttpMethod.DELETE, "/social/following/{sub}", this::unfollow),
        route(HttpMethod.GET, "/social/recommendations", this::recommendations));
  }

  /** An endpoint that serves a person's request. */
  private interface Endpoint {
    Response answer(Request request, Person me);
  }

  /** Makes a route. It returns 503 if the graph is unavailable. */
  private static Route route(HttpMethod method, String path, Endpoint endpoint) {
    return new Route.Authenticated(
        method,
        path,
        new RouteLimits.PerAddress(Limit.REQUESTS_PER_ADDRESS),
        (request, caller) -> {
          try {
            return endpoint.answer(request, Person.of(caller));
          } catch (SocialGraphUnavailableException e) {
            LOG.log(
                Level.WARNING, "Request {0}: {1}", request.caller().requestId(), e.getMessage());
            return Response.problem(
                    503,
                    "social_graph_unavailable",
                    "Social graph unavailable",
                    "Try again later. See Retry-After.")
                .withRetryAfter(e.retryAfter());
          }
        });
  }

  private Response me(Request request, Person me) {
    return Response.json(200, form(profiles.mine(me)));
  }

  private Response setInterests(Request request, Person me) {
    FieldValues body = request.body(MAX_INTERESTS_BYTES, INTERESTS);
    return Response.json(200, form(profiles.setInterests(me, new Interests(body.get(INTERESTS)))));
  }

  private Response person(Request request, Person me) {
    return switch (profiles.of(me, request.path(SUB))) {
      case Found(var profile) -> Response.json(200, form(profile));
      case ProfileOutcome.UnknownPerson() -> unknownPerson();
    };
  }

  private Response follow(Request request, Person me) {
    return switch (following.follow(me, request.path(SUB))) {
      case Followed() -> Response.empty(204);
      case FollowOutcome.UnknownPerson() -> unknownPerson();
      case Oneself() -> refused(new Violation("oneself", "You cannot follow yourself."));
      case TooManyFollowed(int most) ->
          refused(new Violation("too_many", "You can follow at most " + most + " people."));
    };
  }

  private Response unfollow(Request request, Person me) {
    return switch (following.unfollow(me, request.path(SUB))) {
      case Unfollowed() -> Response.empty(204);
      case UnfollowOutcome.UnknownPerson() -> unknownPerson();
    };
  }

  private Response recommendations(Request request, Person me) {
    FieldValues query = request.query(LIMIT, AFTER);
    Integer limit = query.find(LIMIT);
    int count = limit == null ? USUAL_PAGE : limit;
    List<Recommendation> page = discovery.recommendations(me, count, query.find(AFTER));
    ObjectNode body = Response.object();
    var list = body.putArray("recommendations");
    page.forEach(recommendation -> list.add(form(recommendation)));
    if (page.size() == count) {
      Rank last = page.getLast().rank();
      body.put("next", "%d.%s".formatted(last.shared(), last.subject().value()));
    }
    return Response.json(200, body);
  }

  private static ObjectNode form(Person person) {
    return Response.object()
        .put("sub", person.subject().value())
        .put("username", person.name().value());
  }

  private static ObjectNode form(Profile profile) {
    ObjectNode body = form(profile.person());
    var interests = body.putArray("interests");
    profile.interests().all().forEach(interest -> interests.add(interest.name()));
    return body.put("followers", profile.followers()).put("following", profile.following());
  }

  private static ObjectNode form(Recommendation recommendation) {
    ObjectNode body = form(recommendation.person());
    body.put("shared", recommendation.rank().shared());
    var reasons = body.putArray("reasons");
    recommendation.reasons().forEach(reasons::add);
    return body;
  }

  private static Response unknownPerson() {
    return Response.problem(
        404, "unknown_person", "Unknown person", "No person with this sub exists here.");
  }

  private static Response refused(Violation violation) {
    return Response.invalid(List.of(new FieldError(SUB.name(), violation)));
  }
}
