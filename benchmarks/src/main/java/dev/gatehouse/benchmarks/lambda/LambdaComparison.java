package dev.gatehouse.benchmarks.lambda;

import dev.gatehouse.benchmarks.SlowUserPool;
import dev.gatehouse.benchmarks.Workspace;
import dev.gatehouse.harness.lambda.FunctionProcess;
import java.time.Duration;
import java.util.List;

/**
 * Measures the archive for AWS Lambda under the runtime client of AWS, in turns with a handler that
 * does nothing.
 */
final class LambdaComparison {
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 5_000;

  private final Functions functions;
  private final CpuShare share;
  private final Event guarded;

  private LambdaComparison(Functions functions, CpuShare share, Event guarded) {
    this.functions = functions;
    this.share = share;
    this.guarded = guarded;
  }

  public static void main(String[] arguments) throws Exception {
    // Before the first server, which is the user pool. Otherwise each exchange takes 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try (Workspace workspace = new Workspace();
        SlowUserPool pool = new SlowUserPool(Duration.ZERO)) {
      Functions functions = Functions.in(workspace.folder(), pool);
      Event guarded = Event.guarded(pool.idToken());
      for (CpuShare share : CpuShare.values()) {
        System.out.println(share);
        LambdaComparison comparison = new LambdaComparison(functions, share, guarded);
        // First, so that the load is compiled when single events are measured.
        comparison.compareWarm();
        comparison.compareFirstResponses();
      }
    }
  }

  private void compareFirstResponses() {
    Times bareStart = new Times();
    Times start = new Times();
    Times bareRestore = new Times();
    Times restore = new Times();
    Times unprimed = new Times();
    // The first ones find the files on the disk.
    functions.bare().startToResponse(share, guarded);
    functions.gatehouse().startToResponse(share, guarded);
    for (int round = 0; round < ROUNDS; round++) {
      bareStart.add(functions.bare().startToResponse(share, guarded));
      start.add(functions.gatehouse().startToResponse(share, guarded));
      bareRestore.add(functions.bare().restoreToResponse(share, guarded));
      restore.add(functions.gatehouse().restoreToResponse(share, guarded));
      unprimed.add(functions.unprimed().restoreToResponse(share, guarded));
    }
    bareStart.print("start to first response, bare handler");
    start.print("start to first response, Gatehouse");
    bareRestore.print("restore to first response, bare handler");
    restore.print("restore to first response, Gatehouse");
    unprimed.print("restore to first response, Gatehouse without priming");
    start.printRatio("start, Gatehouse to bare handler", bareStart);
    restore.printRatio("restore, Gatehouse to bare handler", bareRestore);
    unprimed.printRatio("restore, without priming to bare handler", bareRestore);
    unprimed.printRatio("restore, without priming to with it", restore);
  }

  private void compareWarm() {
    try (FunctionProcess bare = functions.bare().restored(share);
        FunctionProcess gatehouse = functions.gatehouse().restored(share)) {
      WarmFunction nothing = new WarmFunction("bare handler", bare, guarded);
      WarmFunction guard = new WarmFunction("GET /users/me", gatehouse, guarded);
      WarmFunction login = new WarmFunction("POST /login", gatehouse, Event.login());
      List<WarmFunction> all = List.of(nothing, guard, login);
      all.forEach(warm -> warm.warmUp(WARM_UP));
      for (int round = 0; round < ROUNDS; round++) {
        all.forEach(WarmFunction::measure);
      }
      all.forEach(WarmFunction::print);
      guard.printRatios(nothing);
      login.printRatios(nothing);
    }
  }
}
