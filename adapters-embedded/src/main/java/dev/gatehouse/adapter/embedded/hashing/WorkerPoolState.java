package dev.gatehouse.adapter.embedded.hashing;

/**
 * The load of a worker pool.
 *
 * @param queued how many tasks wait for a thread
 * @param capacity how many tasks may wait
 * @param active how many threads are busy
 * @param threads the number of threads
 * @param refused how many tasks were refused because the queue was full
 */
public record WorkerPoolState(int queued, int capacity, int active, int threads, long refused) {}
