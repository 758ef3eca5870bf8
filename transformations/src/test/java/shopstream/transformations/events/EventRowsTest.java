package shopstream.transformations.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventRowsTest {
    private static final LogicalType TEXT = VarCharType.STRING_TYPE;
    private static final RowType COLUMNS = RowType.of(
            new LogicalType[] {
                TEXT,
                new BigIntType(),
                TEXT,
                new BigIntType(),
                new DecimalType(18, 6),
                TEXT,
                TEXT,
                new LocalZonedTimestampType(6)
            },
            new String[] {
                "message_id", "place", "product_id", "quantity", "price", "coupon", "campaign_name", "event_time"
            });

    private static List<RowData> rows(String event) throws IOException {
        List<RowData> rows = new ArrayList<>();
        new EventRows(COLUMNS, InternalTypeInfo.of(COLUMNS))
                .deserialize(
                        new ConsumerRecord<>("events", 0, 0, new byte[0], event == null ? null : event.getBytes(UTF_8)),
                        new ListCollector<>(rows));
        return rows;
    }

    /** As text, in the order of the columns; a dash where there is nothing. */
    private static String shown(RowData row) {
        List<String> fields = new ArrayList<>();
        for (int at = 0; at < COLUMNS.getFieldCount(); at++) {
            Object value = row.isNullAt(at)
                    ? "-"
                    : RowData.createFieldGetter(COLUMNS.getTypeAt(at), at).getFieldOrNull(row);
            fields.add(String.valueOf(value));
        }
        return String.join(" ", fields);
    }

    @Test
    void anEventAboutOneProductIsOneRowWithWhatItSays() throws IOException {
        assertThat(rows("{\"messageId\":\"m1\",\"timestamp\":\"2026-05-04T10:00:00.123456Z\","
                        + "\"context\":{\"campaign\":{\"name\":\"Spring\"}},"
                        + "\"properties\":{\"product_id\":\"P1\",\"quantity\":2,\"price\":\"95.70\"}}"))
                .extracting(EventRowsTest::shown)
                .containsExactly("m1 0 P1 2 95.700000 - Spring "
                        + TimestampData.fromInstant(java.time.Instant.parse("2026-05-04T10:00:00.123456Z")));
    }

    @Test
    void anEventThatListsProductsIsARowForEachAndSaysWhatTheyDoNot() throws IOException {
        assertThat(rows("{\"messageId\":\"m1\",\"properties\":{\"coupon\":\"TEN\",\"products\":["
                        + "{\"product_id\":\"P1\",\"quantity\":1},{\"product_id\":\"P2\",\"coupon\":\"FIVE\"}]}}"))
                .extracting(EventRowsTest::shown)
                .containsExactly("m1 0 P1 1 - TEN - -", "m1 1 P2 - - FIVE - -");
    }

    @Test
    void aProductWithoutANumberIsKnownByWhatItIsCalledInStock() throws IOException {
        assertThat(rows("{\"messageId\":\"m1\",\"properties\":{\"sku\":\"S1\"}}"))
                .extracting(EventRowsTest::shown)
                .containsExactly("m1 0 S1 - - - - -");
    }

    @Test
    void aProductOfAListIsNeverTakenForTheEventsOwn() throws IOException {
        assertThat(
                        rows(
                                "{\"messageId\":\"m1\",\"properties\":{\"product_id\":\"P0\",\"products\":[{\"quantity\":1}]}}"))
                .extracting(EventRowsTest::shown)
                .containsExactly("m1 0 - 1 - - - -");
    }

    @Test
    void anEventAboutNoProductIsARowToo() throws IOException {
        assertThat(rows("{\"messageId\":\"m1\",\"properties\":{\"products\":[]}}"))
                .extracting(EventRowsTest::shown)
                .containsExactly("m1 0 - - - - - -");
        assertThat(rows("{\"messageId\":\"m1\"}")).hasSize(1);
    }

    @Test
    void programsHaveNoRows() throws IOException {
        assertThat(rows("{\"messageId\":\"m1\",\"context\":{\"userAgent\":\"Googlebot/2.1\"}}"))
                .isEmpty();
        assertThat(rows("{\"messageId\":\"m1\",\"context\":{\"userAgent\":\"Mozilla/5.0\"}}"))
                .hasSize(1);
    }

    @Test
    void aRecordWithoutAValueIsNoRow() throws IOException {
        assertThat(rows(null)).isEmpty();
    }
}
