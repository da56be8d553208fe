package dev.gatehouse.adapter.cognito.examination;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Compares our clock with Cognito's clock, which the {@code Date} header of responses shows. */
final class ServiceTime implements ExecutionInterceptor {
  private final InstantSource clock;
  private volatile @Nullable Duration ahead;

  ServiceTime(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes call) {
    String date = context.httpResponse().firstMatchingHeader("Date").orElse(null);
    if (date != null) {
      try {
        ahead =
            Duration.between(
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
                clock.instant());
      } catch (DateTimeException _) {
        // An emulator may send an invalid date; it is ignored.
      }
    }
  }

  /**
   * Returns how far our clock is ahead of Cognito's, with an error of up to a second; negative if
   * it is behind. Null if no response had a valid date.
   */
  public @Nullable Duration ahead() {
    return ahead;
  }
}
