package dev.gatehouse.adapter.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.http.spi.Response;
import dev.gatehouse.adapter.http.spi.Response.Content;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResponseBytesTest {
  /** A client that does not read must not cost a copy of the file. */
  @Test
  void responses_with_one_text_share_its_bytes() {
    byte[] file = {'o', 'l', 'd'};
    Response response =
        new Response(200, Map.of(), "text/plain", new Content.Text(ByteBuffer.wrap(file)));
    ByteBuffer first = ResponseBytes.of(response, "1");
    ByteBuffer second = ResponseBytes.of(response, "2");
    file[0] = 'O';

    assertThat(first.get()).isEqualTo((byte) 'O');
    assertThat(second.get()).as("has a position of its own").isEqualTo((byte) 'O');
    assertThat(first.isReadOnly()).isTrue();
  }
}
