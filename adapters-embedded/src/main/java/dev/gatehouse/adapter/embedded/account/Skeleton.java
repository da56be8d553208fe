package dev.gatehouse.adapter.embedded.account;

import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;

/**
 * Computes what a name looks like: the skeleton of Unicode Technical Standard 39, section 4, in
 * lower case. Two names with the same skeleton are easily confused, such as {@code paypal} with the
 * Latin and with the Cyrillic letter a.
 *
 * <p>Skeletons are stored. {@code SkeletonTest} pins the version of the Unicode data; another
 * version needs a migration that sets all skeletons to NULL.
 */
final class Skeleton {
  private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();

  private Skeleton() {}

  static String of(String name) {
    return CHECKER.getSkeleton(name).toLowerCase(Locale.ROOT);
  }
}
