package dev.ringdown.frame;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** Whether the largest message that the settings allow fits into a frame of Artery. */
public final class Frames {
  private static final String FRAME = "akka.remote.artery.advanced.maximum-frame-size";
  private static final String DATA = "ringdown.invitation.custom-data-limit";

  /** An id has 128 characters, a name 256, of up to 4 bytes each. */
  private static final int ID = 128 * 4;

  private static final int USER = ID + 256 * 4;
  private static final int FIXED = 128;

  /**
   * A call, and what one event of it means for one user, which is less than three times as much.
   */
  private static final int CALLS_IN_A_MESSAGE = 4;

  private Frames() {}

  /**
   * @throws ConfigException if a message may be larger than a frame
   */
  public static void check(Config config, int maxMembers, int customDataLimit) {
    long member = (long) USER + ID + customDataLimit + FIXED;
    long call = 2L * ID + USER + customDataLimit + FIXED + maxMembers * member;
    long largest = Math.max(CALLS_IN_A_MESSAGE * call, Weight.ROOM + call);
    long frame = config.getBytes(FRAME);
    if (frame < largest) {
      throw new ConfigException.BadValue(
          config.getValue(FRAME).origin(),
          FRAME,
          "%d bytes (expected: at least %d, with ringdown.max-members = %d and %s = %d)"
              .formatted(frame, largest, maxMembers, DATA, customDataLimit));
    }
  }
}
