package dev.gatehouse.domain.account;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that a user must not use as a password: the user name, the e-mail address, the part
 * before the {@code @}, and the parts of these that signs separate, from 3 characters.
 *
 * @param names the names; each in all forms of a {@link ComparedText}
 */
record OwnNames(List<List<ComparedText>> names) {
  private static final int MIN_PART = 3;
  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  static OwnNames of(Username username, @Nullable EmailAddress email) {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(username.value(), email == null ? "" : email.value())
        .forEach(
            name -> {
              names.add(name);
              names.add(name.substring(0, Math.max(0, name.indexOf('@'))));
              SEPARATOR
                  .splitAsStream(name)
                  .filter(part -> part.length() >= MIN_PART)
                  .forEach(names::add);
            });
    return new OwnNames(names.stream().map(ComparedText::of).toList());
  }

  /** Returns whether a text is made of one of these names, as common passwords are compared. */
  boolean make(String text) {
    List<ComparedText> compared = ComparedText.of(text);
    return names.stream()
        .anyMatch(
            name ->
                IntStream.range(0, compared.size())
                    .anyMatch(i -> compared.get(i).isMadeOf(name.get(i).text())));
  }
}
