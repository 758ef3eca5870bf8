package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.files.ModelOutput;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Shortlist;

class SessionModelFileTest {
    private static SessionModel model;

    @TempDir
    Path directory;

    @BeforeAll
    static void train() {
        model = SampleModel.trained();
    }

    @Test
    void aModelThatWasReadAnswersExactlyAsTheOneThatWasWritten() {
        var file = new SessionModelFile(directory.resolve("sessions.model"));
        file.write(model);
        SessionModel read = file.read();

        assertThat(read.items().ids()).isEqualTo(model.items().ids());
        SessionScorer expected = model.scorer();
        SessionScorer found = read.scorer();
        var expectedAnswer = new Shortlist(20);
        var answer = new Shortlist(20);
        for (int session = 1000; session < 1500; session++) {
            int[] items = SampleModel.SESSIONS.session(session);
            expected.best(items, expectedAnswer);
            found.best(items, answer);
            assertThat(answer.items()).isEqualTo(expectedAnswer.items());
            assertThat(answer.score(0)).isEqualTo(expectedAnswer.score(0));
            assertThat(answer.score(19)).isEqualTo(expectedAnswer.score(19));
        }
        assertThat(read.explain(new int[] {3}, 4)).isEqualTo(model.explain(new int[] {3}, 4));
        assertThat(read.bytes()).isEqualTo(model.bytes());
    }

    @Test
    void aModelThatWasReadGoesOnLearningLikeTheOneThatWasWritten() {
        SessionModel written = SampleModel.trained();
        var file = new SessionModelFile(directory.resolve("sessions.model"));
        file.write(written);
        SessionModel read = file.read();

        written.parts().append(1500, 7, 30);
        read.parts().append(1500, 7, 30);

        assertThat(read.explain(new int[] {7}, 30)).isEqualTo(written.explain(new int[] {7}, 30));
    }

    @Test
    void aDamagedFileIsRefusedWhereverTheDamageIs() throws IOException {
        Path path = directory.resolve("sessions.model");
        var file = new SessionModelFile(path);
        file.write(model);
        byte[] bytes = Files.readAllBytes(path);
        for (int at : new int[] {20, bytes.length / 2, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            Files.write(path, damaged);
            assertThatThrownBy(file::read)
                    .hasMessage("The model " + path
                            + " is damaged: its checksum does not fit its content; train it again, or take another"
                            + " version");
        }
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 1000));
        assertThatThrownBy(file::read).hasMessageContaining("is damaged");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Path path = Files.writeString(directory.resolve("sessions.model"), "a text that is longer than a head");
        assertThatThrownBy(new SessionModelFile(path)::read).hasMessageContaining("is no model");

        ModelOutput.write(path, "taste", 7, output -> output.text("something"));
        assertThatThrownBy(new SessionModelFile(path)::read)
                .hasMessageContaining(
                        "is of kind 'taste' in version 7, but this program reads 'sessions' in version 1");

        assertThatThrownBy(new SessionModelFile(directory.resolve("none"))::read)
                .hasMessageContaining("is not there; train one first");
    }

    @Test
    void aModelThatCannotBeWrittenLeavesTheOneThatWasThere() throws IOException {
        Path path = directory.resolve("sessions.model");
        new SessionModelFile(path).write(model);
        long size = Files.size(path);

        assertThatThrownBy(() -> ModelOutput.write(path, "sessions", 1, output -> {
                    output.text("a beginning");
                    throw new IOException("no space left");
                }))
                .hasMessage("The model " + path + " could not be written: no space left");

        assertThat(Files.size(path)).isEqualTo(size);
    }
}
