package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.Violation;
import java.util.List;
import java.util.function.Function;

/**
 * A member of a request's body: a JSON string that becomes a domain value.
 *
 * @param name the member's name
 * @param violations the rules that a text breaks
 * @param value makes the value of a text that breaks none
 */
record Member<T>(
    String name, Function<String, List<Violation>> violations, Function<String, T> value) {}
