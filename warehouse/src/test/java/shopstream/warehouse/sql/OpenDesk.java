package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.PersonalNames;
import shopstream.lake.LakeAddress;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.store.ShownWarehouse;
import shopstream.warehouse.training.SampleLake;

/** A desk over what a warehouse shows and what a lake holds. */
abstract class OpenDesk {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    static Path directory;

    static LocalShop shop;
    static SampleLake lake;
    static AskedLake asked;
    static SqlDesk desk;

    @BeforeAll
    static void open() {
        shop = new LocalShop(directory.resolve("warehouse"), SampleMarts.salesDashboard(), ZoneOffset.UTC, CLOCK);
        shop.add("customers", SampleMarts.customerKey(1), SampleMarts.customer(1, "Germany"));
        shop.add(
                "products",
                SampleMarts.productKey("P1"),
                SampleMarts.product("P1", "Rocket", "Planes", "0.05", "Acme"));
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(1, "P1"),
                SampleMarts.line(1, "P1", 1, "2026-04-09T10:00:00Z", true, 3, "0.10"));
        shop.apply();
        lake = new SampleLake(directory.resolve("lake"));
        lake.append(List.of(
                new SampleLake.Version("r", 1, CLOCK.instant(), 1, new BigDecimal("1.00"), "bolt"),
                new SampleLake.Version("r", 2, CLOCK.instant(), 3, new BigDecimal("3.00"), "nut"),
                new SampleLake.Version("u", 3, CLOCK.instant(), 1, new BigDecimal("2.00"), "bolt"),
                new SampleLake.Version("d", 4, CLOCK.instant(), 3, null, null)));
        asked = new AskedLake(() -> Optional.of(LakeAddress.in(directory.resolve("lake"))), CLOCK);
        desk = desk(
                "desk", new SqlDesk.Limits(2, 1, Duration.ofSeconds(20), "128MB", 1_300_000), PersonalNames.named());
    }

    static SqlDesk desk(String folder, SqlDesk.Limits limits, PersonalNames personal) {
        return desk(folder, limits, personal, asked);
    }

    static SqlDesk desk(String folder, SqlDesk.Limits limits, PersonalNames personal, AskedLake of) {
        return desk(folder, limits, shop.database.shown(() -> SampleMarts.ALL, personal), of);
    }

    static SqlDesk desk(String folder, SqlDesk.Limits limits, ShownWarehouse shown, AskedLake of) {
        Path below = directory.resolve(folder);
        return new SqlDesk(
                below,
                new SqlDesk.Sources(
                        new ShownCopies(below.resolve("copies"), shown, () -> 1, CLOCK),
                        of,
                        () -> SampleMarts.ALL,
                        List.of(SampleMarts.salesDashboard()),
                        List.of()),
                limits);
    }

    @AfterAll
    static void close() {
        desk.close();
        asked.close();
        lake.close();
        shop.close();
    }

    static JsonNode ask(String sql) {
        return ask(desk, sql);
    }

    static JsonNode ask(SqlDesk asked, String sql) {
        try (SqlAnswer answer = asked.answer(new SqlQuestion(sql, 10, AnswerFormat.JSON), () -> false)) {
            return new ObjectMapper().readTree(Files.readString(answer.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static SqlProblem problem(String sql) {
        SqlProblem problem = catchThrowableOfType(SqlProblem.class, () -> ask(sql));
        assertThat(problem).as(sql).isNotNull();
        return problem;
    }
}
