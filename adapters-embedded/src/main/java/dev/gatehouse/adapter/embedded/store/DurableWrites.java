package dev.gatehouse.adapter.embedded.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Writes text to open files so that it is on the disk afterwards. */
final class DurableWrites {
  private DurableWrites() {}

  /** Writes a text at the current position. */
  static void write(FileChannel file, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
  }

  /**
   * Appends a line; first ends a line that an earlier crash left unfinished. If it fails, no part
   * of the line is left, unless the disk does not even allow that.
   *
   * @param file a file that is open for reading and writing
   */
  static void appendLine(FileChannel file, String line) throws IOException {
    long end = file.size();
    String separator = endsWithLine(file, end) ? "" : "\n";
    try {
      write(file.position(end), separator + line + "\n");
    } catch (IOException e) {
      cutBack(file, end, e);
      throw e;
    }
  }

  private static boolean endsWithLine(FileChannel file, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end == 0 || (file.read(last, end - 1) == 1 && last.get(0) == '\n');
  }

  private static void cutBack(FileChannel file, long end, IOException reason) {
    try {
      file.truncate(end).force(true);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
