package dev.gatehouse.adapter.cognito;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Records the log entries of some loggers, from a level upwards, until it is closed. */
final class LogCapture implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final List<Logger> loggers;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  LogCapture(Level level, String... names) {
    loggers = List.of(names).stream().map(Logger::getLogger).toList();
    for (Logger logger : loggers) {
      logger.addHandler(handler);
      logger.setLevel(level);
      logger.setUseParentHandlers(false);
    }
  }

  List<LogRecord> records() {
    return List.copyOf(records);
  }

  /** Returns all entries as in a log file, with stack traces. */
  String text() {
    SimpleFormatter formatter = new SimpleFormatter();
    return String.join("", records.stream().map(formatter::format).toList());
  }

  @Override
  public void close() {
    for (Logger logger : loggers) {
      logger.removeHandler(handler);
      logger.setLevel(null);
      logger.setUseParentHandlers(true);
    }
  }
}
