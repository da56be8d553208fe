package dev.gatehouse.harness.secrecy;

import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was secret, and what was told. */
final class Ledger {
  /** What is shorter is part of too many words. */
  private static final int SHORTEST = 8;

  /** Of a longer secret, such as a token, its end stands for it. */
  private static final int LONGEST = 48;

  /** Bounds what a run of property tests is remembered by: some hundred MiB at most. */
  private static final int MOST = 500_000;

  /** What tests use for a secret where it does not matter: a word that may be told for itself. */
  private static final Pattern WORD = Pattern.compile("[a-z _-]*");

  private static final int FILTER_BITS = 1 << 26;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  /** Takes note of a secret's text. */
  void secret(String text) {
    if (text.length() >= SHORTEST && secrets.size() < MOST && !WORD.matcher(text).matches()) {
      secrets.add(text.length() <= LONGEST ? text : text.substring(text.length() - LONGEST));
    }
  }

  /** Takes note of what anybody may read. */
  void told(String text) {
    told.add(text);
  }

  /** How many secrets were noted. */
  int secrets() {
    return secrets.size();
  }

  /** How many characters were told. */
  long characters() {
    return told.stream().mapToLong(String::length).sum();
  }

  /** The texts that hold a secret, each with the secret. */
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

  /** Where a text's next characters are noted; two that differ may share it. */
  private static int slot(String text, int from) {
    int hash = 0;
    for (int i = from; i < from + SHORTEST; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return ((hash * 0x9E3779B9) >>> 6) & (FILTER_BITS - 1);
  }
}
