package dev.ringdown.benchmark;

import dev.ringdown.ErrorCode;
import dev.ringdown.Result;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What becomes of the load of {@link Overload}. For many threads. */
final class OverloadFigures {
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(1);

  final LongAdder offered = new LongAdder();
  final LongAdder skipped = new LongAdder();
  private final LongAdder admitted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Recorder invites = new Recorder(3);
  private final Recorder accepts = new Recorder(3);

  /**
   * @param failure null if the invitation was taken
   */
  void answered(Result.Failed failure) {
    if (failure == null) {
      admitted.increment();
    } else if (failure.error().retryAfter().isPresent()) {
      refused.increment();
    } else {
      failed.increment();
    }
  }

  /** An answer, cancel or end that failed, other than by a decision that was there before. */
  void lost(Result.Failed failure) {
    ErrorCode code = failure.error().code();
    if (code != ErrorCode.ALREADY_ANSWERED && code != ErrorCode.CALL_ENDED) {
      lost.increment();
    }
  }

  void took(boolean wasAdmitted, String what, long nanos) {
    long micros = Math.min(LONGEST, TimeUnit.NANOSECONDS.toMicros(nanos));
    if (wasAdmitted) {
      invites.recordValue(micros);
    } else if (what.startsWith("accept")) {
      accepts.recordValue(micros);
    }
  }

  static String header() {
    return " offered/s skipped/s begun/s refused  failed  lost  invite p50/p99/max ms"
        + "  accept p50/p99/max ms";
  }

  /** Of the time since the last line; then they begin anew. */
  String line(double seconds) {
    long asked = offered.sumThenReset();
    return "%10.0f %9.0f %7.0f %6.1f%% %7d %5d %22s %22s"
        .formatted(
            asked / seconds,
            skipped.sumThenReset() / seconds,
            admitted.sumThenReset() / seconds,
            100.0 * refused.sumThenReset() / asked,
            failed.sumThenReset(),
            lost.sumThenReset(),
            millis(invites),
            millis(accepts));
  }

  private static String millis(Recorder recorder) {
    Histogram times = recorder.getIntervalHistogram();
    return "%d/%d/%d"
        .formatted(
            times.getValueAtPercentile(50) / 1000,
            times.getValueAtPercentile(99) / 1000,
            times.getMaxValue() / 1000);
  }
}
