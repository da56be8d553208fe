package dev.gatehouse.adapter.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

final class TraceParentFuzzTest {
  @FuzzTest
  void trace_of_any_header_is_part_of_the_header_and_fit_for_a_log(byte[] bytes) {
    String header = new String(bytes, ISO_8859_1);

    TraceParent trace = TraceParent.of(header);

    if (trace != null) {
      assertThat(trace.traceId()).matches("[0-9a-f]{32}").containsPattern("[^0]");
      assertThat(trace.parentId()).matches("[0-9a-f]{16}").containsPattern("[^0]");
      assertThat(header).contains("-" + trace.traceId() + "-" + trace.parentId() + "-");
    }
  }
}
