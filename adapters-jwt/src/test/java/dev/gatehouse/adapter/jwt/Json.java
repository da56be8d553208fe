package dev.gatehouse.adapter.jwt;

import static dev.gatehouse.adapter.jwt.TestIssuer.NOW;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Any JSON value, in the form that {@code TokenMint.json} writes. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private Json() {}

  /** A text that is written unchanged. */
  private record Literal(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Parses the elements of a JSON array without its brackets. Strings may have single quotes. */
  public static List<@Nullable Object> elements(String json) {
    try {
      return Arrays.asList(MAPPER.readValue("[" + json + "]", Object[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  public static Arbitrary<Object> values() {
    return Arbitraries.lazyOf(
        Json::scalars,
        Json::scalars,
        Json::scalars,
        () -> values().list().ofMaxSize(3).map(list -> list),
        () -> Arbitraries.maps(texts(), values()).ofMaxSize(3).map(map -> map));
  }

  private static Arbitrary<Object> scalars() {
    long now = NOW.getEpochSecond();
    return Arbitraries.frequencyOf(
        Tuple.of(3, texts().map(text -> text)),
        Tuple.of(2, Arbitraries.longs().map(number -> number)),
        Tuple.of(2, Arbitraries.longs().between(now - 10, now + 10).map(number -> number)),
        Tuple.of(1, Arbitraries.doubles().map(number -> number)),
        Tuple.of(1, Arbitraries.bigIntegers().map(number -> number)),
        Tuple.of(1, Arbitraries.of(true, false).map(truth -> truth)),
        Tuple.of(1, Arbitraries.of("null", "NaN", "1e9", "1e400").map(Literal::new)));
  }

  /**
   * Creates texts without lone surrogates, because UTF-8 cannot contain them and another text would
   * be sent.
   */
  public static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(6),
            Arbitraries.strings().withChars("ab\"\\\uD83D\uDE00\u0000 ").ofMaxLength(4))
        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }
}
