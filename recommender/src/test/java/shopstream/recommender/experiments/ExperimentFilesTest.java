package shopstream.recommender.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.experiments.Experiment.Way;

class ExperimentFilesTest {
    private static final String VARIANTS = "variants:\n  mine: {share: 60}\n  popular: {answers: popular, share: 40}\n";

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private List<Experiment> read(String... files) throws IOException {
        for (int at = 0; at < files.length; at++) {
            Files.writeString(folder.resolve("file-" + at + ".yaml"), files[at]);
        }
        return ExperimentFiles.read(folder, ZoneId.of("Europe/Berlin"), problems);
    }

    private List<String> said() {
        return problems.all().stream().map(problem -> problem.message()).toList();
    }

    @Test
    void aFileIsAnExperiment() throws IOException {
        List<Experiment> read = read("placement: home\nfrom: 2026-05-04\nuntil: 2026-06-01T10:00:00Z\n" + VARIANTS);
        assertThat(said()).isEmpty();
        Experiment experiment = read.get(0);
        assertThat(experiment.name()).isEqualTo("file-0");
        assertThat(experiment.placement()).isEqualTo("home");
        assertThat(experiment.control().name()).isEqualTo("popular");
        assertThat(experiment.variant("mine").orElseThrow())
                .isEqualTo(new Experiment.Variant("mine", Way.PERSONAL, 60));
        assertThat(experiment.isOn(Instant.parse("2026-05-03T21:59:59Z"))).isFalse();
        assertThat(experiment.isOn(Instant.parse("2026-05-03T22:00:00Z"))).isTrue();
        assertThat(experiment.isOn(Instant.parse("2026-06-01T10:00:00Z"))).isFalse();
    }

    @Test
    void withoutAFolderThereAreNone() {
        assertThat(ExperimentFiles.read(folder.resolve("none"), ZoneId.of("UTC"), problems))
                .isEmpty();
        assertThat(problems.none()).isTrue();
    }

    @Test
    void sharesAreOneHundredTogether() throws IOException {
        assertThat(read("placement: home\nvariants:\n  mine: {share: 60}\n  popular: {answers: popular, share: 30}\n"))
                .isEmpty();
        assertThat(said()).containsExactly("The shares are 90 percent together");
    }

    @Test
    void aControlIsNeededAndNotTooSmall() throws IOException {
        read(
                "placement: a\nvariants:\n  mine: {share: 50}\n  other: {share: 50}\n",
                "placement: b\nvariants:\n  mine: {share: 96}\n  popular: {answers: popular, share: 4}\n");
        assertThat(said())
                .containsExactly(
                        "No variant answers with what is popular", "The control `popular` has less than 5 percent");
    }

    @Test
    void everythingThatIsWrongIsSaidWithItsPlace() throws IOException {
        read("placment: home\nuntil: soon\nvariants:\n  popular: {answers: popuar, share: 100}\n");
        assertThat(problems.all().stream().map(problem -> problem.place().line() + " " + problem.message()))
                .contains("1 The key `placement` is missing.", "2 `soon` is no day and no moment")
                .anyMatch(message -> message.startsWith("1 The key `placment`"))
                .anyMatch(message -> message.startsWith("4 The key `answers` has the value `popuar`"));
    }

    @Test
    void onePlacementHasOneExperimentAtATime() throws IOException {
        assertThat(read(
                        "placement: home\nuntil: 2026-05-04\n" + VARIANTS,
                        "placement: home\nfrom: 2026-05-04\n" + VARIANTS))
                .hasSize(2);
        assertThat(said()).isEmpty();
        read("placement: home\nuntil: 2026-05-05\n" + VARIANTS);
        assertThat(said()).containsExactly("At `home` there is the experiment `file-0` at the same time");
    }
}
