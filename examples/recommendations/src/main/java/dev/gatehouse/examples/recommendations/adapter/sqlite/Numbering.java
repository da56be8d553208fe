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
 * Gives values small numbers for as long as somebody holds them, and then to others.
 *
 * <p>Not safe for use by several threads at once.
 */
final class Numbering<T> {
  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<@Nullable T> values = new ArrayList<>();
  private final List<Integer> holders = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /** The number of a value, which is held once more. */
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

  /** Holds the value once less; with the last holder its number is free. */
  void release(int number) {
    int left = holders.get(number) - 1;
    holders.set(number, left);
    if (left == 0) {
      numbers.remove(at(number));
      values.set(number, null);
      free.addFirst(number);
    }
  }

  /** The value of a number that is held. */
  T at(int number) {
    return Objects.requireNonNull(values.get(number));
  }

  /** Greater than every number that is held. */
  int end() {
    return values.size();
  }
}
