package dev.gatehouse.examples.recommendations.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.feature.Answer;
import dev.gatehouse.adapter.http.feature.Answer.FieldError;
import dev.gatehouse.adapter.http.feature.Body;
import dev.gatehouse.adapter.http.feature.Call;
import dev.gatehouse.adapter.http.feature.HttpMethod;
import dev.gatehouse.adapter.http.feature.Member;
import dev.gatehouse.adapter.http.feature.Route;
import dev.gatehouse.adapter.http.feature.RouteLimits;
import dev.gatehouse.domain.Limit;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.Violation;
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

/** The feature's routes; each is for whoever shows a valid token. */
public final class SocialEndpoints {
  private static final Logger LOG = System.getLogger(SocialEndpoints.class.getName());

  /** So large that a list of far too many interests is refused for that, and not for its size. */
  private static final int MAX_INTERESTS_BYTES = 512 * 1024;

  private static final int USUAL_PAGE = 20;
  private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern PLACE = Pattern.compile("([1-9][0-9]{0,2})\\.(" + SUBJECT + ")");

  private static final Member<Subject> SUB =
      Member.text(
          "sub",
          text ->
              SUBJECT.matcher(text).matches()
                  ? List.of()
                  : List.of(new Violation("not_a_subject", "Must be a user's sub.")),
          Subject::new);
  private static final Member<List<Interest>> INTERESTS =
      Member.texts("interests", Interests.MOST, Interest::violations, Interest::new);
  private static final Member<Integer> LIMIT = Member.numeral("limit", 1, 100);
  private static final Member<Rank> AFTER =
      Member.text(
          "after",
          text ->
              PLACE.matcher(text).matches()
                  ? List.of()
                  : List.of(new Violation("not_a_place", "Must be the next of another page.")),
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

  /** What the feature serves. */
  public List<Route> routes() {
    return List.of(
        route(HttpMethod.GET, "/social/me", this::me),
        route(HttpMethod.PUT, "/social/me/interests", this::setInterests),
        route(HttpMethod.GET, "/social/people/{sub}", this::person),
        route(HttpMethod.PUT, "/social/following/{sub}", this::follow),
        route(HttpMethod.DELETE, "/social/following/{sub}", this::unfollow),
        route(HttpMethod.GET, "/social/recommendations", this::recommendations));
  }

  /** What an endpoint does for a person. */
  private interface Endpoint {
    Answer answer(Call call, Person me);
  }

  /** The one place where a graph that is out of reach becomes an answer. */
  private static Route route(HttpMethod method, String path, Endpoint endpoint) {
    return new Route.Authenticated(
        method,
        path,
        new RouteLimits.PerAddress(Limit.REQUESTS_PER_ADDRESS),
        (call, caller) -> {
          try {
            return endpoint.answer(call, Person.of(caller));
          } catch (SocialGraphUnavailableException e) {
            LOG.log(Level.WARNING, "Request {0}: {1}", call.caller().requestId(), e.getMessage());
            return Answer.problem(
                    503,
                    "social_graph_unavailable",
                    "Social graph unavailable",
                    "Try again later; see Retry-After.")
                .retryAfter(e.retryAfter());
          }
        });
  }

  private Answer me(Call call, Person me) {
    return Answer.json(200, form(profiles.mine(me)));
  }

  private Answer setInterests(Call call, Person me) {
    Body body = call.body(MAX_INTERESTS_BYTES, INTERESTS);
    return Answer.json(200, form(profiles.setInterests(me, new Interests(body.get(INTERESTS)))));
  }

  private Answer person(Call call, Person me) {
    return switch (profiles.of(me, call.path(SUB))) {
      case Found(var profile) -> Answer.json(200, form(profile));
      case ProfileOutcome.UnknownPerson() -> unknownPerson();
    };
  }

  private Answer follow(Call call, Person me) {
    return switch (following.follow(me, call.path(SUB))) {
      case Followed() -> Answer.empty(204);
      case FollowOutcome.UnknownPerson() -> unknownPerson();
      case Oneself() -> refused(new Violation("oneself", "Nobody follows themselves."));
      case TooManyFollowed(int most) ->
          refused(new Violation("too_many", "Nobody follows more than " + most + " people."));
    };
  }

  private Answer unfollow(Call call, Person me) {
    return switch (following.unfollow(me, call.path(SUB))) {
      case Unfollowed() -> Answer.empty(204);
      case UnfollowOutcome.UnknownPerson() -> unknownPerson();
    };
  }

  private Answer recommendations(Call call, Person me) {
    Body query = call.query(LIMIT, AFTER);
    Integer limit = query.find(LIMIT);
    int count = limit == null ? USUAL_PAGE : limit;
    List<Recommendation> page = discovery.recommendations(me, count, query.find(AFTER));
    ObjectNode body = Answer.object();
    var list = body.putArray("recommendations");
    page.forEach(recommendation -> list.add(form(recommendation)));
    if (page.size() == count) {
      Rank last = page.getLast().rank();
      body.put("next", "%d.%s".formatted(last.shared(), last.subject().value()));
    }
    return Answer.json(200, body);
  }

  private static ObjectNode form(Person person) {
    return Answer.object()
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

  private static Answer unknownPerson() {
    return Answer.problem(
        404, "unknown_person", "Unknown person", "There is nobody with this sub here.");
  }

  private static Answer refused(Violation violation) {
    return Answer.invalid(List.of(new FieldError(SUB.name(), violation)));
  }
}
