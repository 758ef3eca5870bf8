package shopstream.transformations.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.Rules;
import shopstream.contracts.yaml.Place;
import shopstream.eventlog.Completeness;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.MartEdition;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;

/** Rows of marts in the lake: those of transactions that were committed, once, each edition apart. */
class MartHistoriesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private Completeness completeness;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
        completeness = new Completeness(address());
    }

    @AfterEach
    void stop() {
        completeness.close();
        broker.close();
    }

    private LogAddress address() {
        return new LogAddress(broker.bootstrapServers(), Map.of(), "marts", (short) 1);
    }

    private LakeAddress lake() {
        return LakeAddress.in(directory.resolve("lake"));
    }

    private LakeWriter writer() {
        return writer(List.of());
    }

    private LakeWriter writer(List<Contract> contracts) {
        return new LakeWriter(
                directory.resolve("job"),
                lake(),
                address(),
                "shop",
                contracts,
                Set.of("sales"),
                Duration.ofMillis(300),
                completeness,
                Clock.systemUTC());
    }

    private static MartEdition edition(String fingerprint, MartEdition.Role role, MartColumn... columns) {
        MartDeclaration mart = new MartDeclaration(
                "sales",
                "marts.mart.sales." + fingerprint,
                "group",
                List.of(),
                List.of(columns),
                List.of("line"),
                List.of(),
                fingerprint,
                "What was sold",
                "exactly-once");
        return new MartEdition(mart, role, Instant.EPOCH, null, null, null);
    }

    @Test
    void committedVersionsOfItsRowsAreKeptOnceAndEachEditionHasATableOfItsOwn() throws Exception {
        MartColumn line = new MartColumn("line", "BIGINT", "Its number");
        MartEdition first = edition(
                "f1",
                MartEdition.Role.CURRENT,
                line,
                new MartColumn("amount", "DECIMAL(10,2)", "Paid"),
                new MartColumn("sold_at", "TIMESTAMPTZ", "When"));
        MartEdition second =
                edition("f2", MartEdition.Role.BUILDING, line, new MartColumn("gift", "BOOLEAN", "Given away"));
        try (MartCatalog catalog = new MartCatalog(address());
                Admin admin = Admin.create(address().client(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(first.topic(), 2, (short) 1)))
                    .all()
                    .get();
            catalog.publish(new DeclaredMart("sales", List.of(first)));
            write(first, true, "{\"line\":1}", "{\"line\":1,\"amount\":9.50,\"sold_at\":\"2026-02-03T04:05:06Z\"}");
            write(first, false, "{\"line\":1}", "{\"line\":1,\"amount\":66.60,\"sold_at\":null}");
            write(first, true, "{\"line\":1}", "{\"line\":1,\"amount\":7.50,\"sold_at\":null}");
            try (LakeWriter writer = writer()) {
                awaitRows("f1", "u 1 9.50 2026-02-03T04:05:06Z", "u 1 7.50 null");
                write(first, true, "{\"line\":1}", null);
                awaitRows("f1", "u 1 9.50 2026-02-03T04:05:06Z", "u 1 7.50 null", "d 1 null null");
                assertThat(writer.state().job().message()).isEmpty();
            }
            admin.createTopics(List.of(new NewTopic(second.topic(), 2, (short) 1)))
                    .all()
                    .get();
            catalog.publish(new DeclaredMart("sales", List.of(first, second)));
            write(first, true, "{\"line\":2}", "{\"line\":2,\"amount\":1.00,\"sold_at\":null}");
            write(second, true, "{\"line\":2}", "{\"line\":2,\"gift\":true}");
            try (LakeWriter writer = writer()) {
                awaitRows("f2", "u 2 true");
                awaitRows("f1", "u 1 9.50 2026-02-03T04:05:06Z", "u 1 7.50 null", "d 1 null null", "u 2 1.00 null");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(writer.state().rows()).hasSize(2));
            }
        }
    }

    @Test
    void editionsThatExpireLeaveTheirRowsAndNewOnesAreTakenUpWithoutAnotherStart() throws Exception {
        MartColumn line = new MartColumn("line", "BIGINT", "Its number");
        MartEdition old = edition("f1", MartEdition.Role.KEPT, line);
        MartEdition current = edition("f2", MartEdition.Role.CURRENT, line);
        MartEdition building = edition("f3", MartEdition.Role.BUILDING, line);
        try (MartCatalog catalog = new MartCatalog(address());
                Admin admin = Admin.create(address().client(Map.of()))) {
            admin.createTopics(List.of(
                            new NewTopic(old.topic(), 2, (short) 1), new NewTopic(current.topic(), 2, (short) 1)))
                    .all()
                    .get();
            catalog.publish(new DeclaredMart("sales", List.of(old, current)));
            write(old, true, "{\"line\":1}", "{\"line\":1}");
            write(current, true, "{\"line\":1}", "{\"line\":1}");
            try (LakeWriter writer = writer()) {
                awaitRows("f1", "u 1");
                awaitRows("f2", "u 1");
                admin.createTopics(List.of(new NewTopic(building.topic(), 2, (short) 1)))
                        .all()
                        .get();
                catalog.publish(new DeclaredMart("sales", List.of(current, building)));
                admin.deleteTopics(List.of(old.topic())).all().get();
                write(building, true, "{\"line\":1}", "{\"line\":1}");
                write(current, true, "{\"line\":2}", "{\"line\":2}");
                awaitRows("f3", "u 1");
                write(current, true, "{\"line\":3}", "{\"line\":3}");
                awaitRows("f2", "u 1", "u 2", "u 3");
                assertThat(writer.state().job().message()).isEmpty();
            }
            awaitRows("f1", "u 1");
        }
    }

    @Test
    void whatAContractCallsPersonalStaysOutOfAMartToo() throws Exception {
        Column phone = new Column(
                "contactPhone",
                "contactPhone",
                new ColumnType.Text(20),
                false,
                0,
                Rules.NONE,
                "",
                Optional.of(Column.PERSONAL),
                new Place(Path.of("people.yaml"), 1));
        Contract people = new Contract(
                "people",
                "shop-people",
                "1",
                "people",
                List.of(phone),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                phone.place());
        MartEdition calls = edition(
                "f1",
                MartEdition.Role.CURRENT,
                new MartColumn("line", "BIGINT", "Its number"),
                new MartColumn("contact_phone", "VARCHAR", "Who calls"),
                new MartColumn("amount", "DECIMAL(10,2)", "Paid"));
        try (MartCatalog catalog = new MartCatalog(address());
                Admin admin = Admin.create(address().client(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(calls.topic(), 2, (short) 1)))
                    .all()
                    .get();
            catalog.publish(new DeclaredMart("sales", List.of(calls)));
            write(calls, true, "{\"line\":1}", "{\"line\":1,\"contact_phone\":\"555\",\"amount\":9.50}");
            try (LakeWriter writer = writer(List.of(people))) {
                awaitRows("f1", "u 1 9.50");
                assertThat(writer.state().job().message()).isEmpty();
            }
        }
    }

    private void write(MartEdition edition, boolean commit, String key, String value) {
        Map<String, Object> settings = address().client(Map.of("transactional.id", edition.fingerprint()));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                    edition.topic(), key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private void awaitRows(String fingerprint, String... rows) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(written(fingerprint)).containsExactlyInAnyOrder(rows));
    }

    /** The rows of the one table of an edition, which its rows name. */
    private List<String> written(String fingerprint) {
        List<String> rows = new ArrayList<>();
        try (Lake lake = Lake.open(lake())) {
            lake.histories()
                    .forEach(history -> rows.addAll(
                            rows(lake().open().loadTable(Lake.history(history.dataset())), "sales@" + fingerprint)));
        }
        return rows;
    }

    private static List<String> rows(Table table, String contract) {
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            for (Record record : records) {
                if (record.getField("__contract").equals(contract)) {
                    StringBuilder row = new StringBuilder().append(record.getField("__op"));
                    table.schema().columns().stream()
                            .filter(column -> !column.name().startsWith("__"))
                            .forEach(column -> row.append(' ').append(record.getField(column.name())));
                    rows.add(row.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
