package shopstream.recommender.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.Topics;
import shopstream.recommender.live.FilledShop;
import shopstream.recommender.live.LogFollower;
import shopstream.recommender.models.ModelVersion;
import shopstream.recommender.models.ModelVersions;
import shopstream.recommender.models.StoredModel;
import shopstream.recommender.taste.LearnedTaste;

@Timeout(240)
class ShopTrainingIT {
    private static final String PRODUCTS = "shop.products";
    private static final String SALES = "shop.sales";
    private static final String EVENTS = "shop.events";
    private static final int CUSTOMERS = 120;
    private static final int VISITS = 8;

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static LogAddress log;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("log"));
        log = new LogAddress(broker.bootstrapServers(), Map.of(), "shop", (short) 1);
        try (Topics topics = new Topics(log)) {
            List.of(PRODUCTS, SALES, EVENTS).forEach(topic -> topics.ensureKeyed(topic, 1));
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(log.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            tell(producer);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** Whose a browser is, is said as it comes, and not with what is looked at. */
    private static void tell(KafkaProducer<byte[], byte[]> producer) {
        Set<String> products = new HashSet<>(Set.of("line-1-unseen", "line-2-unseen"));
        Set<String> browsers = new HashSet<>();
        int[] messages = {0};
        long begin = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
        TastePast.tell(CUSTOMERS, VISITS, 3, begin, new TastePast.Listener() {
            @Override
            public void ordered(String order, String customer, String product, long millis) {
                products.add(product);
                send(
                        producer,
                        SALES,
                        order,
                        "{'order_number':'" + order + "','customer':'" + customer + "','product':'" + product
                                + "','order_time':'" + Instant.ofEpochMilli(millis) + "','counts':true}");
            }

            @Override
            public void seen(String browser, String customer, String product, long millis) {
                products.add(product);
                String said = "'anonymousId':'" + browser + "','timestamp':'" + Instant.ofEpochMilli(millis)
                        + "','messageId':'m" + messages[0]++;
                if (browsers.add(browser)) {
                    send(
                            producer,
                            EVENTS,
                            browser,
                            "{'type':'identify','userId':'" + customer + "'," + said + " of whom'}");
                }
                send(
                        producer,
                        EVENTS,
                        browser,
                        "{'type':'track','event':'Product Viewed'," + said + "','properties':{'product_id':'" + product
                                + "'}}");
            }
        });
        for (String product : products) {
            String line = product.substring(0, product.lastIndexOf('-'));
            send(
                    producer,
                    PRODUCTS,
                    product,
                    "{'code':'" + product + "','name':'Thing','line':'" + line + "','stock':5,'maker':'Maker'}");
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String key, String row) {
        producer.send(new ProducerRecord<>(
                topic, key.getBytes(UTF_8), row.replace('\'', '"').getBytes(UTF_8)));
    }

    @Test
    void whatCustomersLikeIsLearnedFromTheLogAndIsBesideTheOrder() throws Exception {
        ModelVersions versions = new ModelVersions(directory.resolve("models"));
        List<String> words = new ArrayList<>();

        ModelVersion trained = new ShopTraining(
                        FilledShop.DECLARED,
                        log,
                        new LogFollower.Topics(Optional.of(EVENTS), PRODUCTS, () -> Optional.of(SALES)),
                        versions,
                        Clock.systemUTC())
                .train(words::add)
                .orElseThrow();

        assertThat(words).anySatisfy(line -> assertThat(line).contains("taste: learned from 120 people"));
        assertThat(trained.taste().orElseThrow().reciprocalRank())
                .as("customers are known by what they said on each browser, and by their orders")
                .isGreaterThan(3 * trained.merged().reciprocalRank());
        assertThat(trained.quality().reciprocalRank())
                .isGreaterThan(2 * trained.merged().reciprocalRank());
        assertThat(trained.bytes())
                .isEqualTo(
                        Files.size(versions.model(trained.version())) + Files.size(versions.taste(trained.version())));
        StoredModel.Read read = new StoredModel(versions.model(trained.version())).read();
        assertThat(read.withoutTaste()).isEmpty();
        LearnedTaste taste = read.learned().taste().orElseThrow();
        assertThat(taste.model()
                        .scorer()
                        .best(
                                new int[] {
                                    taste.items().index("line-1-0"),
                                    taste.items().index("line-1-1")
                                },
                                30)
                        .items())
                .as("what nobody had to do with is known by what the shop says of it")
                .contains(taste.items().index("line-1-unseen"));
    }
}
