package dev.gatehouse.adapter.http.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

final class PathTemplateFuzzTest {
  /** The input is paths, each on a line of its own. */
  @FuzzTest
  void order_and_overlap_of_any_paths_do_not_contradict_equality(byte[] bytes) {
    List<PathTemplate> templates = new ArrayList<>();
    for (String path : new String(bytes, UTF_8).split("\n", 3)) {
      try {
        templates.add(PathTemplate.of(path));
      } catch (IllegalArgumentException e) {
        assertThat(e).message().contains("does not consist of");
        continue;
      }
      assertThat(path).matches("/[A-Za-z0-9._~{}/-]*");
      assertThat(PathTemplate.of(path.replaceAll("\\{\\w+}", "{x}")))
          .isEqualTo(templates.getLast());
    }
    for (PathTemplate one : templates) {
      assertThat(one.overlaps(one)).isTrue();
      for (PathTemplate other : templates) {
        assertThat(Integer.signum(one.compareTo(other)))
            .isEqualTo(-Integer.signum(other.compareTo(one)));
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(one.overlaps(other)).isEqualTo(other.overlaps(one));
      }
    }
  }
}
