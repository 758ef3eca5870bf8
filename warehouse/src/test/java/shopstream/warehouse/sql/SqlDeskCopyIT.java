package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shopstream.contracts.PersonalNames;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.sql.SqlProblem.Kind;

/** Questions while a copy of what the warehouse shows is being made, or cannot be made. */
@Timeout(120)
class SqlDeskCopyIT extends OpenDesk {
    private static final SqlDesk.Limits LIMITS = new SqlDesk.Limits(1, 3, Duration.ofSeconds(20), "128MB", 1_300_000);
    private static final String OF_THE_SHOP = "SELECT count(*) FROM sales_lines";

    private final StandingWarehouse standing =
            new StandingWarehouse(shop.database.shown(() -> SampleMarts.ALL, PersonalNames.named("vendor")));

    @Test
    void questionsThatReadNothingShownAreAnsweredWhileACopyIsBeingMade() throws Exception {
        try (SqlDesk waiting = desk("desk-waiting", LIMITS, standing, asked)) {
            AtomicBoolean left = new AtomicBoolean();
            var leaving = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    SqlProblem.class,
                    () -> waiting.answer(new SqlQuestion(OF_THE_SHOP, 1, AnswerFormat.JSON), left::get)));
            var first = CompletableFuture.supplyAsync(() -> ask(waiting, OF_THE_SHOP));
            await().atMost(Duration.ofSeconds(60)).until(() -> standing.begun() == 1);

            assertThat(ask(waiting, "SELECT 1").get("rows").toString()).isEqualTo("[[1]]");
            assertThat(ask(waiting, "SELECT name FROM lake.items")
                            .get("shownAt")
                            .isNull())
                    .isTrue();
            left.set(true);
            assertThat(leaving.get().kind()).isEqualTo(Kind.LEFT);
            assertThat(first).isNotDone();

            standing.finish(1);
            assertThat(first.get().get("rows").toString()).isEqualTo("[[1]]");
            assertThat(standing.begun()).isEqualTo(1);
        }
    }

    @Test
    void questionsThatReadNothingShownAreAnsweredWhileNoCopyHasRoom() {
        standing.fill();
        standing.finish(1);
        try (SqlDesk full = desk("desk-full", LIMITS, standing, asked)) {
            assertThatThrownBy(() -> ask(full, OF_THE_SHOP))
                    .isInstanceOf(SqlProblem.class)
                    .hasMessageStartingWith("There is no room");
            assertThat(ask(full, "SELECT 1").get("rows").toString()).isEqualTo("[[1]]");
            assertThat(ask(full, "SELECT name FROM lake.items").get("rows")).hasSize(1);
        }
    }

    @Test
    void whatIsShownIsListedAsACopyWouldHaveItWithoutMakingOne() {
        try (SqlDesk listing = desk("desk-listing", LIMITS, standing, asked)) {
            List<AskableTable> tables = listing.tables().tables();
            assertThat(standing.begun()).isZero();
            standing.finish(1);
            for (AskableTable table : tables) {
                List<String> columns = ask(listing, "SELECT * FROM " + table.name())
                        .get("columns")
                        .findValuesAsText("name");
                assertThat(columns)
                        .as(table.name())
                        .isEqualTo(table.columns().stream()
                                .map(AskableTable.Column::name)
                                .toList());
            }
        }
    }
}
