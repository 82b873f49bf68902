package dev.ringdown.demo;

import java.util.List;
import java.util.stream.Stream;

/** All flows, in the order in which they are played. */
final class Flows {
  static final List<Flow> ALL =
      Stream.of(OneToOne.FLOWS, Devices.FLOWS, MissedAndBack.FLOWS, Groups.FLOWS, Killed.FLOWS)
          .flatMap(List::stream)
          .toList();

  private Flows() {}

  static List<String> names() {
    return ALL.stream().map(Flow::name).toList();
  }

  /** The flows with these names, in the order of {@link #ALL}. */
  static List<Flow> named(List<String> names) {
    return ALL.stream().filter(flow -> names.contains(flow.name())).toList();
  }
}
