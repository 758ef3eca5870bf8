package shopstream.warehouse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.training.SampleLake.Version;

/** What was known at any moment, against a replay of the same changes. */
class AsOfViewsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatWasKnownAtAMomentIsWhatAReplayUpToItGives() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (SampleLake lake = new SampleLake(directory)) {
            List<Version> versions = changes(random, 2_000);
            // In files whose order says nothing, as compaction leaves them.
            List<List<Version>> files = new ArrayList<>();
            for (int i = 0; i < versions.size(); i += 250) {
                files.add(versions.subList(i, Math.min(versions.size(), i + 250)));
            }
            Collections.shuffle(files, random);
            files.forEach(lake::append);
            lake.addColumn();

            for (int i = 0; i < 12; i++) {
                Instant moment = BEGIN.plusMillis(random.nextInt(2_100_000));
                assertThat(rows(LakeMoment.at(lake.lake(), moment), "items"))
                        .as("seed %d, as of %s", seed, moment)
                        .containsExactlyElementsOf(replay(versions, moment));
            }
            LakeMoment now = LakeMoment.now(lake.lake(), BEGIN);
            assertThat(rows(now, "items"))
                    .as("seed %d, everything", seed)
                    .containsExactlyElementsOf(replay(versions, Instant.MAX.minusSeconds(2)));
        }
    }

    @Test
    void versionsSayFromWhenToWhenTheyWereValid() throws Exception {
        try (SampleLake lake = new SampleLake(directory)) {
            lake.append(List.of(
                    new Version("r", 1, BEGIN, 1, new BigDecimal("1.00"), "first"),
                    new Version("u", 2, BEGIN.plusSeconds(10), 1, new BigDecimal("2.00"), "second"),
                    new Version("d", 3, BEGIN.plusSeconds(20), 1, null, null),
                    new Version("c", 4, BEGIN.plusSeconds(30), 1, new BigDecimal("3.00"), "third"),
                    new Version("u", 5, BEGIN.plusSeconds(40), 1, new BigDecimal("4.00"), "fourth")));

            assertThat(texts(
                            LakeMoment.at(lake.lake(), BEGIN.plusSeconds(35)),
                            "SELECT name, valid_from::VARCHAR, coalesce(valid_to::VARCHAR, 'now') FROM items_versions"
                                    + " ORDER BY valid_from"))
                    .containsExactly(
                            "first|-infinity|2026-01-01 00:00:10+00",
                            "second|2026-01-01 00:00:10+00|2026-01-01 00:00:20+00",
                            "third|2026-01-01 00:00:30+00|now");
        }
    }

    @Test
    void aRowThatIsReadAgainAsItWasIsNoVersion() throws Exception {
        try (SampleLake lake = new SampleLake(directory)) {
            lake.append(List.of(
                    new Version("r", 1, BEGIN, 1, new BigDecimal("1.00"), "same"),
                    new Version("r", 2, BEGIN.plusSeconds(10), 1, new BigDecimal("1.00"), "same"),
                    new Version("r", 3, BEGIN.plusSeconds(20), 1, new BigDecimal("2.00"), "missed"),
                    new Version("u", 4, BEGIN.plusSeconds(30), 1, new BigDecimal("2.00"), "missed"),
                    new Version("d", 5, BEGIN.plusSeconds(40), 1, null, null),
                    new Version("r", 6, BEGIN.plusSeconds(50), 1, new BigDecimal("2.00"), "missed")));

            assertThat(texts(
                            LakeMoment.at(lake.lake(), BEGIN.plusSeconds(60)),
                            "SELECT name, valid_from::VARCHAR, coalesce(valid_to::VARCHAR, 'now') FROM items_versions"
                                    + " ORDER BY valid_from"))
                    .containsExactly(
                            "same|-infinity|2026-01-01 00:00:20+00",
                            "missed|2026-01-01 00:00:20+00|2026-01-01 00:00:30+00",
                            "missed|2026-01-01 00:00:30+00|2026-01-01 00:00:40+00",
                            "missed|2026-01-01 00:00:50+00|now");
        }
    }

    @Test
    void evenOneRowIsChangedEndedOrFollowedByAnotherAfterTheMomentAndNobodyNotices() throws Exception {
        try (SampleLake lake = new SampleLake(directory);
                Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            lake.append(List.of(new Version("c", 1, BEGIN, 1, new BigDecimal("1.00"), "only")));
            AsOfViews views = new AsOfViews(connection, LakeMoment.at(lake.lake(), BEGIN.plusSeconds(10)), List.of());
            views.create();
            views.changeAfter(List.of("items"));

            String row = "SELECT id || '|' || price || '|' || name FROM ";
            assertThat(Sql.texts(connection, row + "files.items ORDER BY ALL"))
                    .containsExactly("-2|1.00|only", "1|-2.00|ylno?", "1|1.00|only");
            assertThat(Sql.texts(connection, row + "items")).containsExactly("1|1.00|only");
            assertThat(Sql.texts(connection, row + "items_versions")).containsExactly("1|1.00|only");
        }
    }

    @Test
    void aChangeOfAWholeSecondIsKnownWhenTheSecondIsOver() throws Exception {
        try (SampleLake lake = new SampleLake(directory)) {
            lake.append(List.of(
                    new Version("c", 1, BEGIN, 1, BigDecimal.ONE.setScale(2), "whole"),
                    new Version("c", 2, BEGIN.plusMillis(300), 2, BigDecimal.ONE.setScale(2), "exact")));

            assertThat(rows(LakeMoment.at(lake.lake(), BEGIN.plusMillis(999)), "items"))
                    .containsExactly("2|1.00|exact");
            assertThat(rows(LakeMoment.at(lake.lake(), BEGIN.plusMillis(1_000)), "items"))
                    .containsExactly("1|1.00|whole", "2|1.00|exact");
        }
    }

    private static List<Version> changes(Random random, int count) {
        List<Version> versions = new ArrayList<>();
        for (int at = 1; at <= count; at++) {
            int id = random.nextInt(150);
            // Half of the times are whole seconds, as MariaDB has them.
            Instant committed = BEGIN.plusMillis(at * 1000L + (random.nextBoolean() ? 0 : random.nextInt(1000)));
            boolean gone = random.nextInt(6) == 0;
            versions.add(new Version(
                    gone ? "d" : at <= 100 ? "r" : "u",
                    at,
                    committed,
                    id,
                    gone ? null : BigDecimal.valueOf(random.nextInt(100_000), 2),
                    "name " + random.nextInt(50) + " "));
        }
        return versions;
    }

    private static List<String> replay(List<Version> versions, Instant moment) {
        TreeMap<Integer, String> rows = new TreeMap<>();
        for (Version version : versions) {
            boolean whole = version.committed().getNano() == 0;
            Instant known = whole ? version.committed().plusSeconds(1) : version.committed();
            if (known.isAfter(moment)) {
                continue;
            }
            if (version.price() == null) {
                rows.remove(version.id());
            } else {
                rows.put(version.id(), version.id() + "|" + version.price() + "|" + version.name());
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<String> rows(LakeMoment moment, String table) throws SQLException {
        return texts(moment, "SELECT id, price, name FROM " + table + " ORDER BY id");
    }

    private static List<String> texts(LakeMoment moment, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            new AsOfViews(connection, moment, List.of()).create();
            try (ResultSet rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(rows.getString(i));
                    }
                    texts.add(String.join("|", values));
                }
            }
        }
        return texts;
    }
}
