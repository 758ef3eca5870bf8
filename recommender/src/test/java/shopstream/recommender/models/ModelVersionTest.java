package shopstream.recommender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVersionTest {
    private static final Quality POPULAR = new Quality("popular", .2, .05);

    @TempDir
    Path directory;

    static ModelVersion version(String version, double own, double merged, Optional<Double> before) {
        return new ModelVersion(
                version,
                Instant.parse("2026-05-04T10:00:30Z"),
                Duration.ofMillis(30_250),
                1234,
                "linear ranking and 7 trees",
                new ModelVersion.Origin(
                        Instant.parse("2026-05-01T10:00:00Z"),
                        Instant.parse("2026-05-04T10:00:00Z"),
                        5_000,
                        900,
                        40,
                        800,
                        250,
                        Map.of("shop.events-0", new ModelVersion.Offsets(17, 5_017))),
                new Quality("linear ranking and 7 trees", .5, own),
                POPULAR,
                new Quality("lists merged by rank", .4, merged),
                before.map(rank ->
                        new ModelVersion.Compared("20260503T100000Z", new Quality("the model in use", .45, rank))),
                before.map(rank -> new Quality("long-term taste", .25, .08)));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        for (Optional<Double> before : List.of(Optional.<Double>empty(), Optional.of(.21))) {
            ModelVersion written = version("20260504T100000Z", .3, .2, before);
            written.write(directory);

            assertThat(ModelVersion.read(directory)).isEqualTo(written);
        }
    }

    @Test
    void aModelIsPutToUseIfItIsNotWorseThanWhatIsThere() {
        assertThat(version("v", .3, .3, Optional.of(.3)).shortcoming()).isEmpty();
        assertThat(version("v", .3, .3001, Optional.empty()).shortcoming())
                .hasValueSatisfying(why ->
                        assertThat(why).contains("at 250 questions its MRR@20 is 0.3000", "merged by rank", "0.3001"));
        assertThat(version("v", .3, .2, Optional.of(.31)).shortcoming())
                .hasValueSatisfying(why -> assertThat(why).contains("20260503T100000Z, which is in use, 0.3100"));
    }

    @Test
    void whatDescribesNoModelIsSaidSo() throws IOException {
        Files.writeString(directory.resolve("model.json"), "{\"version\": \"1\"}");

        assertThatThrownBy(() -> ModelVersion.read(directory)).hasMessageContaining("does not describe a model");
    }
}
