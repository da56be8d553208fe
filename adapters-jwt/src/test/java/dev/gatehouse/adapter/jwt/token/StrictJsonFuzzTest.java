package dev.gatehouse.adapter.jwt.token;

import com.code_intelligence.jazzer.junit.FuzzTest;

final class StrictJsonFuzzTest {
  @FuzzTest
  void parser_matches_jackson_within_the_limits(byte[] bytes) {
    StrictJsonPropertyTest.assertMatchesJackson(bytes);
  }
}
