package dev.ringdown.testkit;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs everything one after the other, and counts what is not done yet. */
final class OneThread extends ThreadPoolExecutor {
  private static final long LONGEST_SECONDS = 30;
  private static final long LINGERS_SECONDS = 1;

  private final String name;
  private int open;

  /**
   * @param name of the thread
   */
  OneThread(String name) {
    super(
        1,
        1,
        LINGERS_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
    this.name = name;
    // Akka is not quite done when it says so: the thread goes when nothing comes any longer.
    allowCoreThreadTimeOut(true);
  }

  boolean isHere() {
    return Thread.currentThread().getName().equals(name);
  }

  @Override
  public void execute(Runnable work) {
    synchronized (this) {
      open++;
    }
    super.execute(work);
  }

  @Override
  protected void afterExecute(Runnable work, Throwable failure) {
    synchronized (this) {
      open--;
      notifyAll();
    }
  }

  synchronized void await() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    try {
      while (open > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("the actors were still busy after " + LONGEST_SECONDS + " s");
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the actors were busy", e);
    }
  }

  /** This thread for one of several dispatchers, which does not stop it. */
  ExecutorService shared() {
    OneThread all = this;
    return new AbstractExecutorService() {
      @Override
      public void execute(Runnable work) {
        all.execute(work);
      }

      @Override
      public void shutdown() {}

      @Override
      public List<Runnable> shutdownNow() {
        return List.of();
      }

      @Override
      public boolean isShutdown() {
        return false;
      }

      @Override
      public boolean isTerminated() {
        return false;
      }

      @Override
      public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
      }
    };
  }
}
