package dev.gatehouse.adapter.redis;

/** The number of an entry: a time in milliseconds, and a number within it. */
record EntryId(long millis, long number) implements Comparable<EntryId> {
  static EntryId parse(String text) {
    int hyphen = text.indexOf('-');
    return new EntryId(
        Long.parseLong(text.substring(0, hyphen)), Long.parseLong(text.substring(hyphen + 1)));
  }

  @Override
  public int compareTo(EntryId other) {
    return millis == other.millis
        ? Long.compare(number, other.number)
        : Long.compare(millis, other.millis);
  }

  @Override
  public String toString() {
    return millis + "-" + number;
  }
}
