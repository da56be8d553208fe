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
 * <p>Refuses encodings other than UTF-8, a byte order mark, duplicate members at any depth that is
 * read, and text after the object. Values have limits: no lone surrogates, at most 16 levels,
 * integers in the range of a long, other numbers up to 2^53.
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
                  // The caller limits the size. What is too deep or too long is skipped without
                  // recursion.
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Represents JSON {@code null} and values beyond the limits: no usable type. */
  private enum Unreadable {
    VALUE
  }

  /** The text is not strict JSON. No caller needs the details. */
  private static final class NotStrict extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final JsonParser parser;
  private final boolean tolerant;

  private StrictJson(JsonParser parser, boolean tolerant) {
    this.parser = parser;
    this.tolerant = tolerant;
  }

  /**
   * Returns the members of a JSON object, or null if the bytes are not a strict JSON object. A
   * value beyond the limits makes the whole object unreadable.
   *
   * <p>A value is a {@code Map}, {@code List}, {@code String}, {@code Long}, {@code Double} or
   * {@code Boolean}; JSON {@code null} is an object of another type.
   */
  public static @Nullable Map<String, Object> parseObject(byte[] bytes) {
    return parse(bytes, false);
  }

  /**
   * Returns the members as {@link #parseObject} does, but tolerates values beyond the limits: they
   * are objects of another type, as JSON {@code null} is. A member whose name has a lone surrogate
   * is left out.
   */
  public static @Nullable Map<String, Object> parseTolerantly(byte[] bytes) {
    return parse(bytes, true);
  }

  private static @Nullable Map<String, Object> parse(byte[] bytes, boolean tolerant) {
    try {
      // With bytes Jackson guesses the encoding; with characters it cannot.
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      try (JsonParser parser =
          FACTORY.createParser(text.array(), text.arrayOffset(), text.length())) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return null;
        }
        Map<String, Object> object = new StrictJson(parser, tolerant).members(1);
        return parser.nextToken() == null ? object : null;
      }
    } catch (IOException _) {
      return null;
    }
  }

  private Map<String, Object> members(int depth) throws IOException {
    Map<String, Object> members = new HashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Object value = value(parser.nextToken(), depth);
      if (!isWellFormed(name)) {
        unreadable();
      } else if (members.put(name, value) != null) {
        throw new NotStrict();
      }
    }
    return members;
  }

  private List<Object> elements(int depth) throws IOException {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(token, depth));
    }
    return elements;
  }

  private Object value(@Nullable JsonToken token, int depth) throws IOException {
    return switch (token) {
      case START_OBJECT -> depth < MAX_DEPTH ? members(depth + 1) : skipped();
      case START_ARRAY -> depth < MAX_DEPTH ? elements(depth + 1) : skipped();
      case VALUE_STRING -> isWellFormed(parser.getText()) ? parser.getText() : unreadable();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Unreadable.VALUE;
      case null, default -> throw new NotStrict();
    };
  }

  private Object skipped() throws IOException {
    Object skipped = unreadable();
    parser.skipChildren();
    return skipped;
  }

  private Object integer() throws IOException {
    return isShort() && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? (Object) parser.getLongValue()
        : unreadable();
  }

  private Object decimal() throws IOException {
    return isShort() && Math.abs(parser.getDoubleValue()) <= MAX_DECIMAL
        ? (Object) parser.getDoubleValue()
        : unreadable();
  }

  private boolean isShort() throws IOException {
    return parser.getTextLength() <= MAX_NUMBER_LENGTH;
  }

  private Object unreadable() throws NotStrict {
    if (!tolerant) {
      throw new NotStrict();
    }
    return Unreadable.VALUE;
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // For a lone surrogate, codePointAt returns the surrogate itself.
        if (Character.isBmpCodePoint(text.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
