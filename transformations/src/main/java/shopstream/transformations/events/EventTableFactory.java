package shopstream.transformations.events;

import java.util.Properties;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * Makes the table of a stream of events from {@code WITH ('connector' = 'shopstream-events', 'topic' = …, 'properties.…' = …)},
 * where the properties are those of Kafka's consumer. Made by Flink, which finds it by its name.
 */
public final class EventTableFactory implements DynamicTableSourceFactory {
    /** As it stands in {@code connector}. */
    public static final String NAME = "shopstream-events";

    private static final ConfigOption<String> TOPIC =
            ConfigOptions.key("topic").stringType().noDefaultValue();

    private static final String CONSUMER = "properties.";

    @Override
    public String factoryIdentifier() {
        return NAME;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(TOPIC);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper table = FactoryUtil.createTableFactoryHelper(this, context);
        table.validateExcept(CONSUMER);
        Properties consumer = new Properties();
        context.getCatalogTable().getOptions().forEach((name, value) -> {
            if (name.startsWith(CONSUMER)) {
                consumer.setProperty(name.substring(CONSUMER.length()), value);
            }
        });
        return new EventTable(table.getOptions().get(TOPIC), consumer, context.getPhysicalRowDataType());
    }
}
