package dev.gatehouse.adapter.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.embedded.store.SqliteDatabase.Work;
import dev.gatehouse.domain.IdentityProviderUnavailableException;
import dev.gatehouse.domain.IdentityProviderUnavailableException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class GroupCommitTest {
  private static final int MANY = 100;

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final SqliteConnection connection;
  private final SqliteConnection other;
  private GroupCommit commits;

  GroupCommitTest(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("test.db");
    connection = SqliteConnection.open(file.toString());
    connection.write(
        transaction ->
            transaction.update("CREATE TABLE words (word TEXT NOT NULL PRIMARY KEY) STRICT"));
    connection.write(
        transaction ->
            transaction.update("CREATE TABLE uses (word TEXT REFERENCES words (word)) STRICT"));
    other = SqliteConnection.open(file.toString());
    commits = new GroupCommit(connection, MANY);
  }

  @AfterEach
  void close() throws SQLException {
    release.countDown();
    callers.close();
    commits.close();
    other.close();
    connection.close();
  }

  @Test
  void writes_that_wait_share_one_transaction() throws Exception {
    Future<Integer> first = occupy();
    Future<Integer> second = submit(insert("two"));
    Future<String> third =
        submit(transaction -> words(transaction) + ", for others: " + other.read(this::words));

    release.countDown();

    assertThat(List.of(first.get(), second.get())).containsExactly(1, 1);
    assertThat(third.get()).isEqualTo("one,two, for others: one");
    assertThat(other.read(this::words)).isEqualTo("one,two");
  }

  @Test
  void results_come_after_the_commit() throws Exception {
    Future<Integer> first = occupy();
    Future<Integer> second = submit(insert("two"));
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<Integer> third =
        submit(
            transaction -> {
              reached.countDown();
              return await(end);
            });

    release.countDown();
    first.get();
    reached.await();

    assertThat(second).as("its work is done").isNotDone();
    end.countDown();
    assertThat(second.get()).isOne();
    assertThat(third.get()).isZero();
  }

  @Test
  void write_that_fails_changes_nothing_and_the_others_go_on() throws Exception {
    var _ = occupy();
    Future<Integer> second = submit(insert("two"));
    Future<?> failing =
        submit(
            transaction -> {
              transaction.update("INSERT INTO words VALUES ('half')");
              throw new IllegalArgumentException("the other half");
            });
    Future<Integer> broken =
        submit(
            transaction -> {
              transaction.update("INSERT INTO words VALUES ('before')");
              return transaction.update("INSERT INTO words VALUES ('two')");
            });
    Future<Integer> last = submit(insert("three"));

    release.countDown();

    assertThat(second.get()).isOne();
    assertThatThrownBy(failing::get)
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasRootCauseMessage("the other half");
    assertThatThrownBy(broken::get).hasCauseInstanceOf(SqlFailure.class);
    assertThat(last.get()).isOne();
    assertThat(other.read(this::words)).isEqualTo("one,three,two");
  }

  @Test
  void error_in_a_write_is_thrown_to_its_caller() throws Exception {
    var _ = occupy();
    Future<?> failing =
        submit(
            transaction -> {
              throw new StackOverflowError("too deep");
            });
    Future<Integer> last = submit(insert("two"));

    release.countDown();

    assertThatThrownBy(failing::get).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(last.get()).isOne();
  }

  @Test
  void all_writes_fail_if_the_commit_fails() throws Exception {
    var _ = occupy();
    Future<Integer> second = submit(insert("two"));
    Future<?> violating =
        submit(
            transaction -> {
              transaction.update("PRAGMA defer_foreign_keys = ON");
              return transaction.update("INSERT INTO uses VALUES ('none')");
            });

    release.countDown();

    for (Future<?> failed : List.of(second, violating)) {
      assertThatThrownBy(failed::get)
          .hasCauseInstanceOf(SqlFailure.class)
          .hasMessageContaining("FOREIGN KEY");
    }
    assertThat(commits.write(insert("three"))).isOne();
    assertThat(other.read(this::words)).isEqualTo("one,three");
  }

  @Test
  void all_writes_fail_on_a_full_disk_and_later_ones_succeed() throws Exception {
    var _ = occupy();
    Future<Integer> second = submit(insert("two"));
    Future<Integer> full =
        submit(
            transaction -> {
              transaction.all("PRAGMA max_page_count = 1", row -> row.number(1));
              return transaction.update("INSERT INTO words VALUES (hex(zeroblob(1000000)))");
            });
    Future<Integer> third = submit(insert("three"));

    release.countDown();

    List<Throwable> failures = new ArrayList<>();
    for (Future<Integer> write : List.of(second, full, third)) {
      failures.add(catchThrowableOfType(ExecutionException.class, write::get));
    }
    assertThat(failures)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .hasCauseInstanceOf(SqlFailure.class)
                    .hasMessageContaining("full"));
    commits.write(
        transaction -> transaction.all("PRAGMA max_page_count = 1000000", row -> row.number(1)));
    assertThat(commits.write(insert("four"))).isOne();
    assertThat(other.read(this::words)).isEqualTo("four,one");
  }

  @Test
  void writes_are_refused_when_too_many_wait() throws Exception {
    commits.close();
    commits = new GroupCommit(connection, 1);
    Future<Integer> first = occupy();
    Future<Integer> second = submit(insert("two"));

    assertThat(refusal(insert("three"))).isEqualTo(Reason.OVERLOADED);

    release.countDown();
    assertThat(List.of(first.get(), second.get())).containsExactly(1, 1);
    assertThat(other.read(this::words)).isEqualTo("one,two");
  }

  @Test
  void write_of_interrupted_caller_is_dropped_and_the_caller_stays_interrupted() throws Exception {
    Future<Integer> first = occupy();
    Thread.currentThread().interrupt();

    assertThat(refusal(insert("two"))).isEqualTo(Reason.UNAVAILABLE);

    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
    assertThat(first.get()).isOne();
    commits.close();
    assertThat(other.read(this::words)).isEqualTo("one");
  }

  @Test
  void closing_completes_accepted_writes_and_refuses_new_ones() throws Exception {
    Future<Integer> first = occupy();
    Future<Integer> second = submit(insert("two"));
    Future<?> closing =
        started(
            () -> {
              commits.close();
              return 0;
            });

    assertThat(refusal(insert("late"))).isEqualTo(Reason.UNAVAILABLE);
    assertThat(closing).isNotDone();
    release.countDown();
    closing.get();

    assertThat(List.of(first.get(), second.get())).containsExactly(1, 1);
    assertThat(other.read(this::words)).isEqualTo("one,two");
  }

  @Test
  void work_of_virtual_threads_runs_on_a_platform_thread() throws Exception {
    Future<Boolean> virtual =
        callers.submit(() -> commits.write(_ -> Thread.currentThread().isVirtual()));

    assertThat(virtual.get()).isFalse();
  }

  @Test
  void many_writes_of_many_threads_are_all_done() throws Exception {
    List<Future<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String word = "word " + i;
      writes.add(callers.submit(() -> commits.write(insert(word))));
    }

    for (Future<Integer> write : writes) {
      assertThat(write.get()).isOne();
    }
    assertThat(other.read(this::words).split(",", -1)).hasSize(MANY);
  }

  /** Occupies the thread with a write; returns when it has begun. */
  private Future<Integer> occupy() throws InterruptedException {
    Future<Integer> write =
        callers.submit(
            () ->
                commits.write(
                    transaction -> {
                      started.countDown();
                      return insert("one").run(transaction) + await(release);
                    }));
    started.await();
    return write;
  }

  /** Starts a write and returns when it waits. So the order of the writes is that of the calls. */
  private <T> Future<T> submit(Work<T> work) {
    return started(() -> commits.write(work));
  }

  private static <T> Future<T> started(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread caller = Thread.startVirtualThread(task);
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return task;
  }

  private static int await(CountDownLatch latch) {
    try {
      latch.await();
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Reason refusal(Work<Integer> work) {
    return catchThrowableOfType(
            IdentityProviderUnavailableException.class, () -> commits.write(work))
        .reason();
  }

  private static Work<Integer> insert(String word) {
    return transaction -> transaction.update("INSERT INTO words VALUES (?)", word);
  }

  private String words(Transaction transaction) {
    return String.join(
        ",", transaction.all("SELECT word FROM words ORDER BY word", row -> row.text(1)));
  }
}
