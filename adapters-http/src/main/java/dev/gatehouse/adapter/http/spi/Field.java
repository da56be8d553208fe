package dev.gatehouse.adapter.http.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.adapter.http.spi.Response.FieldError;
import dev.gatehouse.domain.TextRules;
import dev.gatehouse.domain.Violation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A field of a request body, or a parameter of a path or query: its name, its JSON type, its rules,
 * and its value in the domain.
 *
 * @param <T> the type of the value
 */
public final class Field<T> {
  private static final int MAX_DIGITS = 9;
  private static final Pattern NUMERAL = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final String name;
  private final String type;
  private final boolean required;
  private final Predicate<JsonNode> form;
  private final BiFunction<String, JsonNode, List<FieldError>> errors;
  private final Function<JsonNode, T> value;

  private Field(
      String name,
      String type,
      Predicate<JsonNode> form,
      BiFunction<String, JsonNode, List<FieldError>> errors,
      Function<JsonNode, T> value) {
    this(name, type, true, form, errors, value);
  }

  private Field(
      String name,
      String type,
      boolean required,
      Predicate<JsonNode> form,
      BiFunction<String, JsonNode, List<FieldError>> errors,
      Function<JsonNode, T> value) {
    this.name = name;
    this.type = type;
    this.required = required;
    this.form = form;
    this.errors = errors;
    this.value = value;
  }

  /**
   * Declares a JSON string, or a parameter of a path or query.
   *
   * @param most the maximum number of characters; {@code violations} never sees a text that is
   *     longer than that in every Unicode normalization form
   * @param violations returns the rules that a text breaks; a message must not contain the text
   * @param value creates the value from a valid text
   */
  public static <T> Field<T> text(
      String name,
      int most,
      Function<String, List<Violation>> violations,
      Function<String, T> value) {
    return new Field<>(
        name,
        "a string",
        JsonNode::isTextual,
        (field, sent) ->
            violations(sent.textValue(), most, violations).stream()
                .map(violation -> new FieldError(field, violation))
                .toList(),
        sent -> value.apply(sent.textValue()));
  }

  /** Declares a parameter of a path or query that is a whole number. */
  public static Field<Integer> numeral(String name, int least, int most) {
    return text(
        name,
        MAX_DIGITS,
        text ->
            NUMERAL.matcher(text).matches() && isWithin(Long.parseLong(text), least, most)
                ? List.of()
                : List.of(outOfRange(least, most)),
        Integer::valueOf);
  }

  /** Declares a JSON number without fraction and exponent. */
  public static Field<Integer> number(String name, int least, int most) {
    return new Field<>(
        name,
        "a whole number",
        JsonNode::isIntegralNumber,
        (field, sent) ->
            sent.canConvertToLong() && isWithin(sent.longValue(), least, most)
                ? List.of()
                : List.of(new FieldError(field, outOfRange(least, most))),
        JsonNode::intValue);
  }

  /** Declares a JSON boolean. */
  public static Field<Boolean> flag(String name) {
    return new Field<>(
        name, "true or false", JsonNode::isBoolean, (_, _) -> List.of(), JsonNode::booleanValue);
  }

  /**
   * Declares a JSON array of strings.
   *
   * @param most the maximum number of elements; a longer array gets one error, and its elements are
   *     not checked
   * @param mostCharacters the maximum number of characters of an element, as in {@link #text}
   * @param violations returns the rules that one of the texts breaks
   * @param value creates the value from a valid text
   */
  public static <T> Field<List<T>> texts(
      String name,
      int most,
      int mostCharacters,
      Function<String, List<Violation>> violations,
      Function<String, T> value) {
    return new Field<>(
        name,
        "an array of strings",
        sent -> sent.isArray() && elements(sent).stream().allMatch(JsonNode::isTextual),
        (field, sent) ->
            sent.size() > most
                ? List.of(
                    new FieldError(
                        field, new Violation("too_many", "Use at most " + most + " elements.")))
                : errors(field, elements(sent), mostCharacters, violations),
        sent -> elements(sent).stream().map(JsonNode::textValue).map(value).toList());
  }

  private static List<Violation> violations(
      String text, int most, Function<String, List<Violation>> violations) {
    return TextRules.exceeds(text, most)
        ? TextRules.tooLong(most).violations()
        : violations.apply(text);
  }

  private static List<FieldError> errors(
      String field,
      List<JsonNode> texts,
      int mostCharacters,
      Function<String, List<Violation>> violations) {
    return IntStream.range(0, texts.size())
        .boxed()
        .flatMap(
            i ->
                violations(texts.get(i).textValue(), mostCharacters, violations).stream()
                    .map(violation -> new FieldError("%s[%d]".formatted(field, i), violation)))
        .toList();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Declares a JSON object with no other fields than these; each of them is optional. */
  public static Field<FieldValues> object(String name, Field<?>... fields) {
    return new Field<>(
        name,
        "an object",
        sent -> sent instanceof ObjectNode object && FieldValues.matches(object, fields),
        (field, sent) ->
            sent instanceof ObjectNode object
                ? FieldValues.errors(object, field + ".", FieldValues.optional(fields))
                : List.of(),
        sent -> FieldValues.unchecked((ObjectNode) sent));
  }

  private static boolean isWithin(long number, int least, int most) {
    return number >= least && number <= most;
  }

  private static Violation outOfRange(int least, int most) {
    return new Violation(
        "out_of_range", "Use a whole number from %d to %d.".formatted(least, most));
  }

  /** Returns the same field, which may be missing in a body that has required fields. */
  public Field<T> optional() {
    return new Field<>(name, type, false, form, errors, value);
  }

  boolean required() {
    return required;
  }

  /** Returns the name of the field. */
  public String name() {
    return name;
  }

  /** Returns the name and the type, for users. */
  String description() {
    return "%s (%s)".formatted(name, type);
  }

  boolean matches(JsonNode sent) {
    return form.test(sent);
  }

  List<FieldError> errors(String field, JsonNode sent) {
    return errors.apply(field, sent);
  }

  T value(JsonNode sent) {
    return value.apply(sent);
  }
}
