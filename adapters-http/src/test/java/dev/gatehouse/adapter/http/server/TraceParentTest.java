package dev.gatehouse.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "-00",
        "cc-" + TRACE + "-" + PARENT + "-01",
        "cc-" + TRACE + "-" + PARENT + "-01-what-the-future-brings"
      })
  void valid_header_is_parsed_into_trace_and_parent(String header) {
    assertThat(TraceParent.of(header)).isEqualTo(new TraceParent(TRACE, PARENT));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + PARENT,
        "00-" + TRACE + "-" + PARENT + "-01-more",
        "00-" + TRACE + "-" + PARENT + "-01 ",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
        "00-" + TRACE + "0-" + PARENT + "-01",
        "cc-" + TRACE + "-" + PARENT + "-01.more"
      })
  void invalid_header_is_ignored(String header) {
    assertThat(TraceParent.of(header)).isNull();
  }

  @Test
  void ids_with_leading_zeros_are_valid() {
    String mostly = "00000000000000000000000000000001";

    assertThat(TraceParent.of("00-" + mostly + "-0000000000000001-01"))
        .isEqualTo(new TraceParent(mostly, "0000000000000001"));
  }
}
