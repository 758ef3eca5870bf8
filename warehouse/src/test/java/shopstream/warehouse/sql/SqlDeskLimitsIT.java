package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import shopstream.contracts.PersonalNames;
import shopstream.warehouse.sql.SqlProblem.Kind;

/** What a question may take. */
class SqlDeskLimitsIT extends OpenDesk {
    private static final String FOREVER = "SELECT count(*) FROM range(10000000) a, range(10000000) b";

    @Test
    void aQuestionThatNeedsTooMuchMemoryEndsAlone() {
        for (String sql : List.of(
                "SELECT length(string_agg(repeat('x', 100000), '')) FROM range(100000)",
                "SELECT length(repeat('x', 1000000000) || repeat('y', 1000000000))",
                "WITH RECURSIVE t AS (SELECT 'xxxxxxxx' s UNION ALL SELECT s || s FROM t) SELECT max(length(s)) FROM t")) {
            assertThat(problem(sql).kind()).as(sql).isEqualTo(Kind.TOO_MUCH);
        }
        assertThat(ask("SELECT 1").get("rows").toString()).isEqualTo("[[1]]");
    }

    @Test
    void aQuestionWithoutEndIsEnded() {
        try (SqlDesk hasty = desk(
                "hasty", new SqlDesk.Limits(1, 0, Duration.ofSeconds(3), "128MB", 1_300_000), PersonalNames.named())) {
            SqlProblem late = catchThrowableOfType(SqlProblem.class, () -> ask(hasty, FOREVER));
            assertThat(late.kind()).isEqualTo(Kind.TOO_LONG);
            assertThat(late).hasMessage("The question took longer than 3 seconds, and was ended.");
            assertThat(ask(hasty, "SELECT 1").get("rows").toString()).isEqualTo("[[1]]");
        }
        assertThat(workersBelow("hasty")).isEmpty();
    }

    @Test
    void aQuestionEndsWhenItsAskerLeaves() throws Exception {
        AtomicBoolean left = new AtomicBoolean();
        var asked = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                SqlProblem.class, () -> desk.answer(new SqlQuestion(FOREVER, 1, AnswerFormat.JSON), left::get)));
        await().until(() -> !workersBelow("desk").isEmpty());
        left.set(true);
        assertThat(asked.get().kind()).isEqualTo(Kind.LEFT);
    }

    @Test
    void whoComesWhenTooManyWaitIsToldSo() throws Exception {
        try (SqlDesk small = desk(
                "small", new SqlDesk.Limits(1, 0, Duration.ofSeconds(20), "128MB", 1_300_000), PersonalNames.named())) {
            AtomicBoolean left = new AtomicBoolean();
            var first = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    SqlProblem.class, () -> small.answer(new SqlQuestion(FOREVER, 1, AnswerFormat.JSON), left::get)));
            await().until(() -> !workersBelow("small").isEmpty());
            assertThat(catchThrowableOfType(SqlProblem.class, () -> ask(small, "SELECT 1"))
                            .kind())
                    .isEqualTo(Kind.BUSY);
            left.set(true);
            first.get();
        }
    }

    private static List<ProcessHandle> workersBelow(String folder) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(directory.resolve(folder) + "/"))
                .toList();
    }
}
