package shopstream.recommender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVersionsTest {
    private static final Instant BEGIN = Instant.parse("2026-05-04T10:00:00Z");

    @TempDir
    Path directory;

    private String trained(int day) throws IOException {
        String version = ModelVersions.name(BEGIN.plusSeconds(86_400L * day));
        Path folder = versions().begin(version);
        Files.writeString(ModelVersions.modelIn(folder), "a model");
        ModelVersionTest.version(version, .3, .2, Optional.empty()).write(folder);
        versions().complete(folder, version);
        return version;
    }

    /** As the next process sees them. */
    private ModelVersions versions() {
        return new ModelVersions(directory.resolve("models"));
    }

    @Test
    void withoutAnyNoneIsInUse() {
        assertThat(versions().all()).isEmpty();
        assertThat(versions().inUse()).isEmpty();
        assertThatThrownBy(() -> versions().rollBack(Optional.empty())).hasMessage("No model has ever been in use.");
    }

    @Test
    void aVersionThatIsTrainedIsThereAndNotInUse() throws IOException {
        String version = trained(0);

        assertThat(version).isEqualTo("20260504T100000Z");
        assertThat(versions().all()).extracting(ModelVersion::version).containsExactly(version);
        assertThat(versions().inUse()).isEmpty();
        versions().use(version);
        assertThat(versions().inUse()).contains(version);
    }

    @Test
    void backIsWhatWasInUseBeforeAndInTheEndNothing() throws IOException {
        String first = trained(0);
        String second = trained(1);
        versions().use(first);
        versions().use(second);

        assertThat(versions().rollBack(Optional.empty())).contains(first);
        assertThat(versions().inUse()).contains(first);
        assertThat(versions().rollBack(Optional.empty())).isEmpty();
        assertThat(versions().inUse()).isEmpty();
    }

    @Test
    void backCanBeAnyThatIsKeptOrNone() throws IOException {
        String first = trained(0);
        String second = trained(1);
        versions().use(second);

        assertThat(versions().rollBack(Optional.of(first))).contains(first);
        assertThat(versions().rollBack(Optional.of("unlearned"))).isEmpty();
        assertThat(versions().rollBack(Optional.empty())).contains(first);
        assertThatThrownBy(() -> versions().rollBack(Optional.of("20200101T000000Z")))
                .hasMessage("There is no model 20200101T000000Z. There are " + second + ", " + first + ".");
        assertThatThrownBy(() -> versions().rollBack(Optional.of("../../secret")))
                .hasMessageContaining("There is no model");
    }

    @Test
    void whatATrainingLeftThatDiedIsRemovedByTheNext() throws IOException {
        Path dead = versions().begin("20260504T100000Z");
        Files.writeString(ModelVersions.modelIn(dead), "half a mod");

        trained(1);

        assertThat(dead).doesNotExist();
        assertThat(versions().all()).hasSize(1);
    }

    @Test
    void theNewestAreKeptAndThoseThatMayBeGoneBackTo() throws IOException {
        String first = trained(0);
        String second = trained(1);
        versions().use(first);
        versions().use(second);
        for (int day = 2; day < 16; day++) {
            trained(day);
        }

        assertThat(versions().all()).hasSize(12);
        assertThat(versions().rollBack(Optional.empty())).contains(first);
    }

    @Test
    void aVersionWhoseDescriptionIsDamagedIsLeftOut() throws IOException {
        String first = trained(0);
        Files.writeString(directory.resolve("models").resolve(first).resolve("model.json"), "{");
        trained(1);

        assertThat(versions().all()).hasSize(1);
    }
}
