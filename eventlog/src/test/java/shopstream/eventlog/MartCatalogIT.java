package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MartCatalogIT {
    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static LogAddress address;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory);
        address = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void whatOnePublishesTheOtherReadsUntilItIsWithdrawn() {
        try (MartCatalog models = new MartCatalog(address);
                MartCatalog warehouse = new MartCatalog(address)) {
            assertThat(warehouse.all()).isEmpty();
            models.publish(mart("sales_lines", "f1"));
            models.publish(mart("customers", "f1"));
            models.publish(mart("sales_lines", "f2"));
            assertThat(warehouse.all()).containsExactly(mart("customers", "f1"), mart("sales_lines", "f2"));
            models.withdraw("customers");
            assertThat(warehouse.all()).containsExactly(mart("sales_lines", "f2"));
        }
        try (MartCatalog restarted = new MartCatalog(address)) {
            assertThat(restarted.all()).containsExactly(mart("sales_lines", "f2"));
            restarted.withdraw("sales_lines");
        }
    }

    @Test
    void everyEditionComesBackWithItsRoleAndItsScript() {
        MartScript script = new MartScript(
                Map.of("orders", " (`id` BIGINT)"),
                List.of(new MartScript.View("stg_orders", "SELECT id FROM orders")),
                "SELECT id FROM stg_orders",
                2,
                200);
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        MartEdition one =
                new MartEdition(declaration("lines", "f1"), MartEdition.Role.CURRENT, now, null, null, script);
        DeclaredMart whole = new DeclaredMart("lines", List.of(one.insteadOf("f2")))
                .with(one.declaredAs(declaration("lines", "f2"), script).kept(now, now.plusSeconds(60)))
                .with(one.declaredAs(declaration("lines", "f3"), script).building(now));
        try (MartCatalog models = new MartCatalog(address);
                MartCatalog warehouse = new MartCatalog(address)) {
            models.publish(whole);
            warehouse.noteShown("lines", "topic");
            assertThat(warehouse.all()).containsExactly(whole);
            assertThat(models.shown()).containsEntry("lines", "topic");
            models.withdraw("lines");
            assertThat(models.shown()).doesNotContainKey("lines");
        }
    }

    @Test
    void aDeclarationFromBeforeThereWereEditionsIsTheCurrentOne() throws Exception {
        MartDeclaration old = declaration("old", "f1");
        try (MartCatalog catalog = new MartCatalog(address);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        address.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            address.names().marts(), 0, "old".getBytes(StandardCharsets.UTF_8), Json.bytes(old)))
                    .get();
            assertThat(catalog.all())
                    .singleElement()
                    .satisfies(mart -> assertThat(mart.current()).get().satisfies(edition -> {
                        assertThat(edition.mart()).isEqualTo(old);
                        assertThat(edition.script()).isNull();
                    }));
            catalog.withdraw("old");
        }
    }

    @Test
    void topicsHaveTheCleanupPolicyOfTheirKind() throws Exception {
        try (Topics topics = new Topics(address);
                Admin admin = Admin.create(address.client(Map.of()))) {
            topics.ensureKeyed("test.keyed", 3);
            topics.ensureKeyed("test.keyed", 2);
            topics.ensureEvents("test.events", 1, Duration.ofDays(30));
            assertThat(topics.partitions("test.keyed")).contains(3);
            assertThat(setting(admin, "test.keyed", "cleanup.policy")).isEqualTo("compact");
            assertThat(setting(admin, "test.keyed", "delete.retention.ms")).isEqualTo("604800000");
            assertThat(setting(admin, "test.keyed", "min.compaction.lag.ms")).isEqualTo("604800000");
            assertThat(setting(admin, "test.events", "cleanup.policy")).isEqualTo("delete");
            assertThat(setting(admin, "test.events", "retention.ms")).isEqualTo("2592000000");
            assertThat(topics.named("test.k")).containsExactly("test.keyed");
            topics.delete(List.of("test.keyed", "test.never-there"));
            assertThat(topics.exists("test.never-there")).isFalse();
            assertThat(topics.exists("test.events")).isTrue();
        }
    }

    @Test
    void aLogThatCannotBeReachedIsAClearError() {
        LogAddress nowhere = new LogAddress(
                "127.0.0.1:9", Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"), "test", (short)
                        1);
        assertThatThrownBy(() -> new MartCatalog(nowhere))
                .isInstanceOf(LogFailure.class)
                .hasMessageContaining("127.0.0.1:9");
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }

    private static DeclaredMart mart(String name, String fingerprint) {
        return new DeclaredMart(
                name,
                List.of(new MartEdition(
                        declaration(name, fingerprint), MartEdition.Role.CURRENT, Instant.EPOCH, null, null, null)));
    }

    private static MartDeclaration declaration(String name, String fingerprint) {
        return new MartDeclaration(
                name,
                "test.mart." + name + "." + fingerprint,
                "test.model." + name + "." + fingerprint,
                List.of("test.shop.orders"),
                List.of(new MartColumn("id", "BIGINT", "The id.")),
                List.of("id"),
                List.of(new Reference("id", "others", "id")),
                fingerprint,
                "A mart.",
                "exactly-once");
    }
}
