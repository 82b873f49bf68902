package dev.ringdown.call;

import dev.ringdown.frame.Weight;
import dev.ringdown.timer.Alarm;
import dev.ringdown.timer.Pause;
import dev.ringdown.user.UserCommand.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each user has been told of one call, and what he confirmed. Rebuilt from the events, it is
 * complete from the call's first: whoever lost everything can be told everything. The rules bound
 * how many events a call can have.
 */
final class Outbox {
  /**
   * How many entries are told in one message, if they are not too large for it; the next follow
   * when these were heard.
   */
  static final int AT_ONCE = 32;

  /** Who asks again so soon asked before he could have heard. */
  static final Duration SOON = Duration.ofMillis(250);

  private final Map<String, Box> boxes = new LinkedHashMap<>(4);
  private final Duration repeat;
  private long revision;

  Outbox(Duration repeat) {
    this.repeat = repeat;
  }

  /** An event was journalled, or is read back. */
  void add(CallEvent event, CallState before, CallState after) {
    revision++;
    put(revision, Announcements.of(event, before, after));
  }

  /** Something is to be told that is not journalled. */
  void addUnjournalled(Map<String, List<Notice>> notices) {
    put(0, notices);
  }

  private void put(long revision, Map<String, List<Notice>> notices) {
    notices.forEach(
        (userId, list) -> boxes.computeIfAbsent(userId, id -> new Box()).add(revision, list));
  }

  Collection<String> users() {
    return boxes.keySet();
  }

  /** What this user was not told yet; from now on he was. */
  List<Entry> untold(String userId, Instant now) {
    Box box = boxes.get(userId);
    return box == null ? List.of() : box.untold(now);
  }

  /** What this user was told but did not confirm in time. */
  List<Entry> overdue(String userId, Instant now) {
    return boxes.get(userId).overdue(now);
  }

  void heard(String userId, long number) {
    Box box = boxes.get(userId);
    if (box != null) {
      box.heard = Math.max(box.heard, Math.min(number, box.told));
    }
  }

  /**
   * Whether everything is under way to this user already: while this actor began, he may have asked
   * for it several times. Should it be lost, it is told again as everything is.
   */
  boolean isJustTold(String userId, Instant now) {
    Box box = boxes.get(userId);
    return box != null && box.heard == 0 && box.beganAt.plus(SOON).isAfter(now);
  }

  /** This user is to be told everything anew. */
  void forget(String userId) {
    Box box = boxes.get(userId);
    if (box != null) {
      box.heard = 0;
      box.told = 0;
    }
  }

  /** Whatever there was to tell was told and heard, before this actor ran. */
  void close() {
    for (Box box : boxes.values()) {
      box.told = box.entries.size();
      box.heard = box.told;
    }
  }

  boolean allHeard() {
    return boxes.values().stream().allMatch(Box::isQuiet);
  }

  /** {@link Instant#MAX}: never. */
  Instant nextRepeat() {
    Instant next = Instant.MAX;
    for (Box box : boxes.values()) {
      if (box.heard < box.told) {
        next = Alarm.earlier(next, box.repeatAt);
      }
    }
    return next;
  }

  private final class Box {
    private final List<Entry> entries = new ArrayList<>(4);
    private long told;
    private long heard;
    private Instant beganAt = Instant.MIN;
    private Instant repeatAt = Instant.MAX;
    private Duration pause = repeat;

    void add(long revision, List<Notice> notices) {
      entries.add(new Entry(entries.size() + 1L, revision, notices));
    }

    boolean isQuiet() {
      return heard == entries.size();
    }

    List<Entry> untold(Instant now) {
      if (told == entries.size() || told - heard >= AT_ONCE) {
        return List.of();
      }
      pause = repeat;
      repeatAt = now.plus(pause);
      beganAt = told == 0 ? now : beganAt;
      return next();
    }

    List<Entry> overdue(Instant now) {
      if (heard == told || repeatAt.isAfter(now)) {
        return List.of();
      }
      pause = Pause.after(pause);
      repeatAt = now.plus(pause);
      told = heard;
      return next();
    }

    private List<Entry> next() {
      int from = (int) told;
      int to = Math.min(from + AT_ONCE, entries.size());
      List<Entry> next = Weight.first(entries.subList(from, to), Weight::of);
      told += next.size();
      return List.copyOf(next);
    }
  }
}
