package dev.gatehouse.adapter.jwt.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.adapter.jwt.HostileFamily;
import dev.gatehouse.adapter.jwt.Json;
import dev.gatehouse.testkit.TokenMint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Compares strict JSON with Jackson's tree, except for what our additional rules forbid. */
final class StrictJsonPropertyTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> OTHERS =
      Stream.concat(
              Stream.of("", " ", "\t", "\n", "\f"),
              HostileFamily.entries(
                  """
                  {  }  [  ]  "  ,  :  \\  /  u  0  1  -  +  .  e  E  null  true  //  NaN  1e17
                  12345678901234567890  \\uD83D  \\uDE00  "x":1,  "x":  \0  \u00E9  \uFEFF
                  \uD83D\uDE00
                  """)
                  .stream())
          .toList();

  @Property
  void parser_matches_jackson_within_the_limits(@ForAll("documents") String document) {
    Statistics.label("read")
        .collect(assertMatchesJackson(document.getBytes(UTF_8)))
        .coverage(share -> share.check(true).percentage(percentage -> percentage > 5));
  }

  /** Returns whether the bytes are strict JSON. */
  static boolean assertMatchesJackson(byte[] bytes) {
    Map<String, Object> read = StrictJson.parseObject(bytes);
    JsonNode tree = tree(bytes);
    assertThat(read != null).isEqualTo(tree != null && tree.isObject() && isWithin(tree, 16));
    if (read != null && tree != null) {
      assertThat(isSame(read, tree)).as("%s and %s", read, tree).isTrue();
      assertThat(StrictJson.parseTolerantly(bytes)).isEqualTo(read);
    }
    if (tree != null && tree.isObject()) {
      assertThat(StrictJson.parseTolerantly(bytes)).isNotNull();
    }
    return read != null;
  }

  @Property
  void arbitrary_bytes_cause_no_exception(@ForAll byte[] bytes) {
    assertThatCode(() -> StrictJson.parseObject(bytes)).doesNotThrowAnyException();
  }

  private static @Nullable JsonNode tree(byte[] bytes) {
    try {
      return MAPPER.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException | JsonProcessingException _) {
      return null;
    }
  }

  private static boolean isWithin(JsonNode node, int depth) {
    return switch (node.getNodeType()) {
      case OBJECT ->
          depth > 0
              && node.propertyStream()
                  .allMatch(
                      member ->
                          isWellFormed(member.getKey()) && isWithin(member.getValue(), depth - 1));
      case ARRAY -> depth > 0 && node.valueStream().allMatch(each -> isWithin(each, depth - 1));
      case STRING -> isWellFormed(node.textValue());
      case NUMBER ->
          node.isIntegralNumber()
              ? node.canConvertToLong()
              : Math.abs(node.doubleValue()) <= 9007199254740992.0;
      default -> true;
    };
  }

  private static boolean isWellFormed(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  private static boolean isSame(Object read, JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT ->
          read instanceof Map<?, ?> map
              && map.size() == node.size()
              && node.propertyStream()
                  .allMatch(
                      member ->
                          map.containsKey(member.getKey())
                              && isSame(map.get(member.getKey()), member.getValue()));
      case ARRAY -> {
        if (!(read instanceof List<?> list) || list.size() != node.size()) {
          yield false;
        }
        Iterator<?> elements = list.iterator();
        yield node.valueStream().allMatch(each -> isSame(elements.next(), each));
      }
      case STRING -> read.equals(node.textValue());
      case NUMBER ->
          node.isIntegralNumber() ? read.equals(node.longValue()) : read.equals(node.doubleValue());
      case BOOLEAN -> read.equals(node.booleanValue());
      default -> !(read instanceof String || read instanceof Number || read instanceof Boolean);
    };
  }

  /** Creates objects unchanged, with white space, and with some changed characters. */
  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> good =
        Arbitraries.maps(Json.texts(), Json.values()).ofMaxSize(4).map(TokenMint::json);
    Arbitrary<String> nested =
        Combinators.combine(
                Arbitraries.of("[", "{\"x\":", "[[],{\"x\":").list().ofMinSize(10).ofMaxSize(18),
                Arbitraries.of("1", "[]", "{}", "\"\\uD83D\""))
            .as(StrictJsonPropertyTest::nested);
    Arbitrary<String> either = Arbitraries.frequencyOf(Tuple.of(3, good), Tuple.of(1, nested));
    return Combinators.combine(either, changes().list().ofMaxSize(3))
        .as(
            (document, changes) -> {
              String changed = document;
              for (Change change : changes) {
                changed = change.in(changed);
              }
              return changed;
            });
  }

  private static String nested(List<String> opening, String innermost) {
    StringBuilder text = new StringBuilder("{\"x\":");
    opening.forEach(text::append);
    text.append(innermost);
    for (String open : opening.reversed()) {
      text.append(
          IntStream.range(0, open.length())
              .map(i -> open.charAt(open.length() - 1 - i))
              .mapToObj(c -> c == '{' ? "}" : c == '[' ? "]" : "")
              .reduce("", String::concat));
    }
    return text.append('}').toString();
  }

  /** Replaces this number of characters by a text. */
  private record Change(double place, int length, String other) {
    String in(String text) {
      int from = (int) (place * text.length());
      int to = Math.min(text.length(), from + length);
      return text.substring(0, from) + other + text.substring(to);
    }
  }

  private static Arbitrary<Change> changes() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(OTHERS))
        .as(Change::new);
  }
}
