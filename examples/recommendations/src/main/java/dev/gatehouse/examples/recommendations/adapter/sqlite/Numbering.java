package dev.gatehouse.examples.recommendations.adapter.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives each value a small number while the value is in use. Later the number is used for another
 * value.
 *
 * <p>Not safe for use by several threads at once.
 */
final class Numbering<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<@Nullable T> values = new ArrayList<>();
  private final List<Integer> holders = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /** Adds a use of a value and returns its number. */
  int acquire(T value) {
    int number = numbers.computeIfAbsent(value, this::numbered);
    holders.set(number, holders.get(number) + 1);
    return number;
  }

  private int numbered(T value) {
    if (free.isEmpty()) {
      values.add(value);
      holders.add(0);
      return values.size() - 1;
    }
    int number = free.removeFirst();
    values.set(number, value);
    return number;
  }

  /** Removes a use of the value. Frees its number after the last use. */
  void release(int number) {
    int left = holders.get(number) - 1;
    holders.set(number, left);
    if (left == 0) {
      numbers.remove(at(number));
      values.set(number, null);
      free.addFirst(number);
    }
  }

  /** Returns the value of a number in use. */
  T at(int number) {
    return Objects.requireNonNull(values.get(number));
  }

  /** Returns a bound that is greater than every number in use. */
  int end() {
    return values.size();
  }
}
