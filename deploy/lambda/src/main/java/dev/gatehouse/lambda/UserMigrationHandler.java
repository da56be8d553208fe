package dev.gatehouse.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.gatehouse.adapter.embedded.password.ArchivedUsers;
import dev.gatehouse.adapter.embedded.store.SqliteLibrary;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.account.Password;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The trigger "migrate user" of a user pool: users of an embedded provider move into the pool with
 * their passwords, at their next login or when they have forgotten the password.
 *
 * <p>The environment variable {@code MIGRATION_SOURCE} is the URL {@code s3://bucket/key} of a
 * backup of the embedded provider's database, made with {@code VACUUM INTO}; at most 400 MB. The
 * function downloads it at its start, and changes nothing in it. It needs no key of the embedded
 * provider. Cognito calls it only for users whom the pool does not have.
 *
 * <ul>
 *   <li>The user name, the e-mail address and whether it is verified move. The subject and the
 *       groups do not: the pool assigns a new {@code sub}, and groups are added in the pool.
 *   <li>Users with an authenticator app are refused. The pool cannot take over the secret of the
 *       app, and a password alone must not replace two factors. Remove the app before the backup
 *       with {@code gatehouse users remove-totp}; the user can set up another one in the pool.
 *   <li>Users who are disabled or not confirmed, or have a temporary password, are refused. A user
 *       with a temporary password and a verified address can use "forgot password".
 *   <li>"Forgot password" moves users with a verified e-mail address only, because Cognito sends a
 *       code to it.
 *   <li>Cognito does not apply the password policy of the pool to these passwords. It applies it
 *       when the password is changed.
 *   <li>Cognito waits 5 s for an answer, which includes the start of the function.
 *   <li>A refused event ends with an error that does not say why; the audit trail does. Then
 *       Cognito answers as for an unknown user.
 * </ul>
 */
public final class UserMigrationHandler implements RequestStreamHandler {
  static {
    JvmSetup.run(System.getenv());
  }

  private static final Logger AUDIT = System.getLogger("dev.gatehouse.audit");

  private final UserMigration migration;

  /**
   * Downloads the backup and opens it.
   *
   * @throws IllegalStateException if {@code MIGRATION_SOURCE} is missing or malformed, or the
   *     object cannot be downloaded or is not a backup of this version; the message says which
   */
  public UserMigrationHandler() {
    this(System.getenv(), InstantSource.system());
  }

  private UserMigrationHandler(Map<String, String> variables, InstantSource clock) {
    SqliteLibrary.prepare(System.getProperties(), null);
    ArchivedUsers users = download(MigrationSource.read(variables), clock);
    // The first hash loads a library.
    var _ = users.check(new Username("nobody"), new Password("Nobody-has-1t"));
    this.migration = new UserMigration(users, line -> AUDIT.log(Level.INFO, line), clock);
  }

  private static ArchivedUsers download(MigrationSource source, InstantSource clock) {
    try {
      Path file = Files.createTempFile("gatehouse-migration", ".db");
      try {
        source.download(file);
        return open(source, file, clock);
      } finally {
        // Linux keeps the content while it is open, and nothing remains of a failed start.
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary folder cannot be used", e);
    }
  }

  private static ArchivedUsers open(MigrationSource source, Path file, InstantSource clock) {
    try {
      return ArchivedUsers.open(file, clock);
    } catch (IllegalStateException | IdentityProviderUnavailableException e) {
      throw new IllegalStateException(
          "%s: %s cannot be used: %s".formatted(MigrationSource.VARIABLE, source, e.getMessage()),
          e);
    }
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    migration.handle(event, output, context.getAwsRequestId());
  }
}
