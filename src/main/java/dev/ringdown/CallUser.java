package dev.ringdown;

import java.util.Objects;

/**
 * A user as others see him in a call: the application's own id and a display name.
 *
 * @param id the application's id of the user; 1 to 128 characters, no control characters
 * @param name what to show; at most 256 characters; the id where nobody gave a name
 */
public record CallUser(String id, String name) {
  public CallUser {
    Objects.requireNonNull(id, "id");
    name = name == null || name.isEmpty() ? id : name;
  }

  /** A user whose name is not known (yet): it reads as his id. */
  public static CallUser of(String id) {
    return new CallUser(id, id);
  }

  public static CallUser of(String id, String name) {
    return new CallUser(id, name);
  }

  /** Whether somebody gave this user a name other than his id. */
  public boolean isNamed() {
    return !name.equals(id);
  }

  @Override
  public String toString() {
    return isNamed() ? name + " (" + id + ")" : id;
  }
}
