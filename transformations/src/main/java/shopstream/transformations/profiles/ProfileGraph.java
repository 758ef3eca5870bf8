package shopstream.transformations.profiles;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import shopstream.eventlog.GivesWay;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.transformations.engine.JobSettings;
import shopstream.transformations.model.Delivery;
import shopstream.transformations.profiles.Step.Kind;

/**
 * The job: orders, which tell browsers whose they are, events by browser, which hand over to customers what is theirs, and events by
 * customer. State goes from one key to
 * another in one direction only, so that a barrier that has gone through leaves nothing on its way. What is written is
 * whole, hence at-least-once is enough: who writes a profile again writes the same one or a newer one.
 */
final class ProfileGraph {
    private static final String NAME = "profiles";

    /** As a reader who has time: many events at once, where there are many. */
    private static final String FETCH_BYTES = Integer.toString(256 << 10);

    private static final String FETCH_MILLIS = "250";
    private static final String MOST_FETCHED_BYTES = Integer.toString(4 << 20);

    /** What is fetched is handed from thread to thread in such portions; where there is much to read, each costs a wait. */
    private static final String MOST_POLLED = "5000";

    /** Of what gives way: what one portion brings is worked off while others may have the right of way again. */
    private static final String MOST_POLLED_AT_ONCE = "500";

    private static final String WRITE_BYTES = Integer.toString(128 << 10);
    private static final String WRITE_BUFFER_BYTES = Integer.toString(16 << 20);
    private static final String WRITE_MILLIS = "50";

    /** A topic of what was sold. */
    record Sold(String topic, PurchaseMart mart) {}

    private final LogAddress log;
    private final String events;
    private final String group;
    private final Optional<Sold> sold;
    private final int parallelism;

    /**
     * @param events the topic
     * @param group under which it is said how far the profiles reach
     * @param sold empty where nothing says what was sold
     */
    ProfileGraph(LogAddress log, String events, String group, Optional<Sold> sold, int parallelism) {
        this.log = log;
        this.events = events;
        this.group = group;
        this.sold = sold;
        this.parallelism = parallelism;
    }

    /**
     * Makes the job.
     *
     * @param checkpoints where they are kept
     * @param every between two of them, and so between something that happens and the profile that knows it
     */
    StreamGraph graph(Path checkpoints, Duration every) {
        return graph(events(), checkpoints, every);
    }

    /** The same that ends where the events end now. */
    StreamGraph upToNow(Path checkpoints, Duration every) {
        return graph(events().setBounded(OffsetsInitializer.latest()), checkpoints, every);
    }

    private StreamGraph graph(KafkaSourceBuilder<Step> source, Path checkpoints, Duration every) {
        Configuration settings = JobSettings.job(checkpoints, Delivery.EXACTLY_ONCE);
        settings.setString("execution.checkpointing.interval", every.toMillis() + " ms");
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
        environment.setParallelism(parallelism);
        TypeInformation<Step> type = TypeInformation.of(Step.class);
        DataStream<Step> told = environment
                .fromSource(source.build(), WatermarkStrategy.noWatermarks(), "events", type)
                .uid("events");
        Optional<DataStream<Step>> lines = sold.map(from -> environment
                .fromSource(sales(from), WatermarkStrategy.noWatermarks(), "sales", type)
                .uid("sales-" + from.topic()));
        DataStream<Step> ofOrders = told.filter(step -> step.is(Kind.OF_ORDER));
        SingleOutputStreamOperator<Step> orders = lines.map(
                        sales -> ofOrders.union(sales.filter(step -> step.is(Kind.SOLD))))
                .orElse(ofOrders)
                .keyBy(step -> step.id)
                .transform("orders", type, new FoldingFactory(OrderFolding.class, OrderFolding::new))
                .uid("orders");
        SingleOutputStreamOperator<Step> browsers = told.filter(step -> step.is(Kind.OF_BROWSER))
                .union(orders)
                .keyBy(step -> step.id)
                .transform("browsers", type, new FoldingFactory(BrowserFolding.class, BrowserFolding::new))
                .uid("browsers");
        DataStream<Step> ofCustomers =
                told.filter(step -> step.is(Kind.OF_CUSTOMER)).union(browsers.filter(step -> step.is(Kind.PART)));
        SingleOutputStreamOperator<Step> customers = lines.map(
                        sales -> ofCustomers.union(sales.filter(step -> step.is(Kind.BOUGHT))))
                .orElse(ofCustomers)
                .keyBy(step -> step.id)
                .transform("customers", type, new FoldingFactory(CustomerFolding.class, CustomerFolding::new))
                .uid("customers");
        browsers.filter(Step::isProfile)
                .union(customers)
                .sinkTo(sink())
                .name("topic")
                .uid("topic");
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(NAME);
        return graph;
    }

    private KafkaSourceBuilder<Step> events() {
        return source(events).setDeserializer(new ReadEvents()).setProperties(reading());
    }

    /** A mart is written in transactions. It is read from its beginning whenever its topic is another: what is known changes nothing. */
    private KafkaSource<Step> sales(Sold from) {
        Properties properties = reading();
        properties.put("isolation.level", "read_committed");
        properties.putAll(GivesWay.settings(log));
        properties.put("max.poll.records", MOST_POLLED_AT_ONCE);
        return source(from.topic())
                .setDeserializer(new ReadSales(from.mart()))
                .setProperties(properties)
                .build();
    }

    private KafkaSourceBuilder<Step> source(String topic) {
        return KafkaSource.<Step>builder()
                .setBootstrapServers(log.bootstrapServers())
                .setTopics(topic)
                .setGroupId(group)
                .setStartingOffsets(OffsetsInitializer.earliest());
    }

    private Properties reading() {
        Properties properties = new Properties();
        properties.putAll(log.clientProperties());
        properties.put("commit.offsets.on.checkpoint", "true");
        properties.put("fetch.min.bytes", FETCH_BYTES);
        properties.put("fetch.max.wait.ms", FETCH_MILLIS);
        properties.put("max.partition.fetch.bytes", MOST_FETCHED_BYTES);
        properties.put("max.poll.records", MOST_POLLED);
        properties.put("partition.discovery.interval.ms", "-1");
        return properties;
    }

    private KafkaSink<Step> sink() {
        Properties properties = new Properties();
        properties.putAll(log.clientProperties());
        properties.put("compression.type", "lz4");
        properties.put("linger.ms", WRITE_MILLIS);
        properties.put("batch.size", WRITE_BYTES);
        properties.put("buffer.memory", WRITE_BUFFER_BYTES);
        return KafkaSink.<Step>builder()
                .setBootstrapServers(log.bootstrapServers())
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(new ProfileRecords(log.names().profiles()))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }
}
