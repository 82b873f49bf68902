package dev.ringdown.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real nodes and a real database under a steady load, while everything goes wrong. */
@Tag("chaos")
class ChaosTest {
  private static final Path FOLDER = Path.of("target", "chaos");

  @Test
  void shouldKeepEveryPromise() throws Exception {
    Settings settings = Settings.read();
    if (!settings.defect().isEmpty()) {
      Chaos.plant(settings.defect());
    }
    List<Report> reports = new ArrayList<>();
    for (long seed : settings.seeds()) {
      Report report = Chaos.run(seed, settings, FOLDER.resolve("seed" + seed));
      reports.add(report);
      System.out.println(report.details());
    }
    System.out.println(Report.header());
    reports.forEach(report -> System.out.println(report.row()));

    assertThat(reports).allSatisfy(r -> assertThat(r.violations()).as(r.details()).isEmpty());
  }
}
