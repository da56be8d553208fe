package dev.gatehouse.harness.secrecy;

import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Collects the secrets of a test run and the texts that it made public, and finds secrets in those
 * texts.
 */
final class Ledger {
  /** The shortest secret that is kept, in characters. Shorter texts occur in too many words. */
  private static final int SHORTEST = 8;

  /**
   * The most characters that are kept of a secret. Of a longer one, such as a token, only the end
   * is kept.
   */
  private static final int LONGEST = 48;

  /**
   * The most secrets that are kept. It bounds the memory for property tests to a few hundred MiB.
   */
  private static final int MOST = 500_000;

  /**
   * Secrets that tests use if the value does not matter: plain words, which may be public for other
   * reasons.
   */
  private static final Pattern WORD = Pattern.compile("[a-z _-]*");

  private static final int FILTER_BITS = 1 << 26;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  /** Adds the text of a secret. */
  void secret(String text) {
    if (text.length() >= SHORTEST && secrets.size() < MOST && !WORD.matcher(text).matches()) {
      secrets.add(text.length() <= LONGEST ? text : text.substring(text.length() - LONGEST));
    }
  }

  /** Adds a text that was made public. */
  void told(String text) {
    told.add(text);
  }

  /** Returns the number of secrets kept. */
  int secrets() {
    return secrets.size();
  }

  /** Returns the number of characters in the public texts. */
  long characters() {
    return told.stream().mapToLong(String::length).sum();
  }

  /** Returns the public texts that contain a secret, each with the secret. */
  List<String> leaks() {
    BitSet beginnings = new BitSet(FILTER_BITS);
    for (String text : told) {
      for (int i = 0; i + SHORTEST <= text.length(); i++) {
        beginnings.set(slot(text, i));
      }
    }
    return secrets.stream()
        .filter(secret -> beginnings.get(slot(secret, 0)))
        .flatMap(this::leaksOf)
        .sorted()
        .toList();
  }

  private Stream<String> leaksOf(String secret) {
    return told.stream()
        .filter(text -> text.contains(secret))
        .map(text -> "the secret " + secret + " in: " + text.strip());
  }

  /**
   * Returns the filter slot of the next {@link #SHORTEST} characters; different characters may
   * share a slot.
   */
  private static int slot(String text, int from) {
    int hash = 0;
    for (int i = from; i < from + SHORTEST; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return ((hash * 0x9E3779B9) >>> 6) & (FILTER_BITS - 1);
  }
}
