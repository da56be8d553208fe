package dev.gatehouse.adapter.cognito;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * Parses JSON inside of texts from Cognito: claims of tokens, and lists in challenge parameters.
 */
final class Json {
  private static final JsonNodeParser PARSER = JsonNode.parser();

  private Json() {}

  /** Parses UTF-8 text. Returns null if it is not JSON. */
  static @Nullable JsonNode parse(byte[] text) {
    try {
      return PARSER.parse(text);
    } catch (UncheckedIOException _) {
      return null;
    }
  }
}
