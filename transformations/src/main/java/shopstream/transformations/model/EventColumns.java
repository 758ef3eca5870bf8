package shopstream.transformations.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shopstream.contracts.ColumnType;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventField;

/**
 * The stream of events as a table. It has a row for each product that an event tells of, and one row for an event that tells of
 * none. What is of every event has a column of its own name; then come the contract's properties, under their own.
 */
public final class EventColumns {
    /** Tells events apart; told again, an event has the same. */
    public static final String MESSAGE = "message_id";

    /** Of a product among those of its event, from 0. */
    public static final String PLACE = "place";

    /** When the event was taken in. */
    public static final String RECEIVED = "received_at";

    /** By what the product is known: an event may call it {@code sku}. */
    public static final String PRODUCT = "product_id";

    /** See {@link #PRODUCT}. */
    public static final String STOCK_KEEPING_UNIT = "sku";

    /** The group that kinds of events differ in, and the list in it. */
    public static final String PROPERTIES = "properties";

    /** See {@link #PROPERTIES}. */
    public static final String PRODUCTS = "products";

    private static final int LARGEST_TEXT = Integer.MAX_VALUE;
    private static final int BITS = 64;
    private static final int MICROSECONDS = 6;

    /** Where in an event the value stands, by column. */
    private static final Map<String, List<String>> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put(MESSAGE, List.of("messageId"));
        PATHS.put("type", List.of("type"));
        PATHS.put("event", List.of("event"));
        PATHS.put("user_id", List.of("userId"));
        PATHS.put("anonymous_id", List.of("anonymousId"));
        PATHS.put("event_time", List.of("timestamp"));
        PATHS.put(RECEIVED, List.of("receivedAt"));
        PATHS.put("page_url", List.of("context", "page", "url"));
        PATHS.put("page_path", List.of("context", "page", "path"));
        PATHS.put("page_referrer", List.of("context", "page", "referrer"));
        PATHS.put("campaign_name", List.of("context", "campaign", "name"));
        PATHS.put("campaign_source", List.of("context", "campaign", "source"));
        PATHS.put("campaign_medium", List.of("context", "campaign", "medium"));
        PATHS.put("campaign_term", List.of("context", "campaign", "term"));
        PATHS.put("campaign_content", List.of("context", "campaign", "content"));
        PATHS.put("location_country", List.of("context", "location", "country"));
    }

    private EventColumns() {}

    static List<InputColumn> of(EventContract stream) {
        Map<String, InputColumn> columns = new LinkedHashMap<>();
        PATHS.keySet().forEach(name -> columns.put(name, ofEveryEvent(name)));
        columns.put(PLACE, new InputColumn(PLACE, new ColumnType.Whole(BITS), true));
        properties(stream).forEach(column -> columns.putIfAbsent(column.name(), column));
        return List.copyOf(columns.values());
    }

    /** Where in an event the value of a column stands; nothing where it is one of the properties. */
    public static Optional<List<String>> path(String column) {
        return Optional.ofNullable(PATHS.get(column));
    }

    private static InputColumn ofEveryEvent(String name) {
        boolean moment = name.equals("event_time") || name.equals(RECEIVED);
        ColumnType type = moment ? new ColumnType.Moment(MICROSECONDS) : new ColumnType.Text(LARGEST_TEXT);
        return new InputColumn(name, type, name.equals(MESSAGE));
    }

    /** Those of the event, and what products of its list have beside. */
    private static Stream<InputColumn> properties(EventContract stream) {
        List<EventField> fields = stream.fields().stream()
                .filter(field -> field.name().equals(PROPERTIES) && field instanceof EventField.Group)
                .flatMap(field -> ((EventField.Group) field).fields().stream())
                .toList();
        Stream<EventField> ofProducts = fields.stream()
                .filter(field -> field.name().equals(PRODUCTS) && field instanceof EventField.Items)
                .flatMap(field -> ((EventField.Items) field).fields().stream());
        return Stream.concat(fields.stream(), ofProducts)
                .filter(EventField.Single.class::isInstance)
                .map(field -> ((EventField.Single) field).column())
                .map(column -> new InputColumn(column.name(), column.type(), false));
    }
}
