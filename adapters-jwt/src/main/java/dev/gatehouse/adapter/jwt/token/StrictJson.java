package dev.gatehouse.adapter.jwt.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object by the rules of I-JSON (RFC 7493), so that all readers understand it in the
 * same way.
 *
 * <p>Refuses encodings other than UTF-8, a byte order mark, duplicate members at any depth, lone
 * surrogates, more than 16 levels, integers outside the range of a long, other numbers beyond 2^53,
 * and text after the object.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NUMBER_LENGTH = 32;
  private static final int MAX_IDLE_BUFFERS = 64;

  /** A double can represent every integer up to this one (RFC 7493, section 2.2). */
  private static final double MAX_DECIMAL = 0x1p53;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Virtual threads end too soon to reuse buffers per thread.
          .recyclerPool(JsonRecyclerPools.newBoundedPool(MAX_IDLE_BUFFERS))
          // Do not cache member names: an attacker's names must not slow down other callers.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  /** Represents JSON {@code null}: a present member without a usable type. */
  private enum Null {
    VALUE
  }

  /** The text is not strict JSON. No caller needs the details. */
  private static final class NotStrict extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private StrictJson() {}

  /**
   * Returns the members of a JSON object, or null if the bytes are not a strict JSON object.
   *
   * <p>A value is a {@code Map}, {@code List}, {@code String}, {@code Long}, {@code Double} or
   * {@code Boolean}; JSON {@code null} is an object of another type.
   */
  public static @Nullable Map<String, Object> parseObject(byte[] bytes) {
    try {
      // With bytes Jackson guesses the encoding; with characters it cannot.
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      try (JsonParser parser =
          FACTORY.createParser(text.array(), text.arrayOffset(), text.length())) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return null;
        }
        Map<String, Object> object = members(parser);
        return parser.nextToken() == null ? object : null;
      }
    } catch (IOException _) {
      return null;
    }
  }

  private static Map<String, Object> members(JsonParser parser) throws IOException {
    Map<String, Object> members = new HashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (members.put(wellFormed(name), value(parser, parser.nextToken())) != null) {
        throw new NotStrict();
      }
    }
    return members;
  }

  private static List<Object> elements(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return elements;
  }

  private static Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Null.VALUE;
      case null, default -> throw new NotStrict();
    };
  }

  private static Double decimal(double number) throws NotStrict {
    if (!(Math.abs(number) <= MAX_DECIMAL)) {
      throw new NotStrict();
    }
    return number;
  }

  private static String wellFormed(String text) throws NotStrict {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // For a lone surrogate, codePointAt returns the surrogate itself.
        if (Character.isBmpCodePoint(text.codePointAt(i))) {
          throw new NotStrict();
        }
        i++;
      }
    }
    return text;
  }
}
