package dev.ringdown.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each defect can still be planted: code moves, and its patch has to follow. */
class DefectsTest {
  static List<Defect> defects() throws IOException {
    return Defect.all();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void shouldBePlantable(Defect defect) throws Exception {
    assertThat(defect.plant()).isNotEqualTo(Files.readAllLines(defect.source()));
  }
}
