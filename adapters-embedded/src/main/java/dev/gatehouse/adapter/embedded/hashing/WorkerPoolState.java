package dev.gatehouse.adapter.embedded.hashing;

/**
 * What the threads that hash, sign and store have to do.
 *
 * @param queued how many pieces of work wait for a thread
 * @param capacity how many may wait
 * @param active how many threads are at work
 * @param threads how many there are
 * @param refused how many pieces of work found the queue full
 */
public record WorkerPoolState(int queued, int capacity, int active, int threads, long refused) {}
