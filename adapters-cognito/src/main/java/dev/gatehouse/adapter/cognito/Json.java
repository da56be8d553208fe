package dev.gatehouse.adapter.cognito;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/** JSON that the service puts into texts: claims of tokens, and lists in challenge parameters. */
final class Json {
  private static final JsonNodeParser PARSER = JsonNode.parser();

  private Json() {}

  /** What the text holds, which is UTF-8; null where it is not JSON. */
  static @Nullable JsonNode parse(byte[] text) {
    try {
      return PARSER.parse(text);
    } catch (UncheckedIOException _) {
      return null;
    }
  }
}
