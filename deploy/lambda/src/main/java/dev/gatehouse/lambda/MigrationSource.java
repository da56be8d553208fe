package dev.gatehouse.lambda;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Where the backup of the embedded provider's database is: an object in S3.
 *
 * <p>The SDK finds the region and the credentials, and another endpoint in {@code
 * AWS_ENDPOINT_URL_S3}.
 */
record MigrationSource(String bucket, String key) {
  /** The name of the setting. */
  static final String VARIABLE = "MIGRATION_SOURCE";

  /** The temporary folder of a function has 512 MB, unless it is configured with more. */
  private static final long MAX_BYTES = 400_000_000;

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration ATTEMPT = Duration.ofSeconds(30);
  private static final Duration OPERATION = Duration.ofSeconds(60);

  private static final Pattern FORMAT =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(\\S{1,1024})");

  /**
   * Reads the setting.
   *
   * @throws IllegalStateException if it is missing or malformed
   */
  static MigrationSource read(Map<String, String> variables) {
    String text = variables.getOrDefault(VARIABLE, "");
    if (text.isEmpty()) {
      throw new IllegalStateException(VARIABLE + " is not set");
    }
    Matcher parts = FORMAT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException(
          VARIABLE + " must have the form s3://bucket/key, but is '" + text + "'");
    }
    return new MigrationSource(parts.group(1), parts.group(2));
  }

  /**
   * Downloads the object.
   *
   * @param file the place for it; an existing file is replaced
   * @throws IllegalStateException if that fails, or the object has more than 400 MB; the message
   *     names the object
   */
  void download(Path file) {
    try (S3Client s3 =
        S3Client.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            .overrideConfiguration(
                limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(OPERATION))
            .build()) {
      GetObjectRequest request = GetObjectRequest.builder().bucket(bucket).key(key).build();
      boolean fits =
          s3.getObject(
              request,
              (response, content) -> {
                Long length = response.contentLength();
                if (length == null || length > MAX_BYTES) {
                  // Otherwise it is read when the stream is closed.
                  content.abort();
                  return false;
                }
                try (OutputStream output = Files.newOutputStream(file)) {
                  content.transferTo(output);
                }
                return true;
              });
      if (!fits) {
        throw new IllegalStateException(
            "%s: %s has more than %,d bytes".formatted(VARIABLE, this, MAX_BYTES));
      }
    } catch (SdkException e) {
      throw new IllegalStateException(
          "%s: %s cannot be downloaded: %s".formatted(VARIABLE, this, e.getMessage()), e);
    }
  }

  /** Returns the URL, as in the setting. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
