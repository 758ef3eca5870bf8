package shopstream.transformations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.contracts.ColumnType;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.yaml.Problems;

class EventColumnsTest {
    private static final EventContract SHIPPED = EventContractFiles.read(
                    Path.of("..", "shop", "contracts"), new Problems())
            .get(0);

    private static final InputTable TABLE =
            InputTable.all(List.of(), Optional.of(SHIPPED)).get(0);

    private static InputColumn column(String name) {
        return TABLE.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTableIsCalledAsItsContractCallsItAndHasNoKey() {
        assertThat(TABLE.name()).isEqualTo("events");
        assertThat(TABLE.key()).isEmpty();
        assertThat(TABLE.columns()).extracting(InputColumn::name).doesNotHaveDuplicates();
    }

    @Test
    void whatTellsRowsApartIsAlwaysThere() {
        assertThat(TABLE.columns())
                .filteredOn(InputColumn::required)
                .extracting(InputColumn::name)
                .containsExactly("message_id", "place");
    }

    @Test
    void thePropertiesOfTheContractAreColumnsOfTheirTypesAlsoThoseThatOnlyProductsHave() {
        assertThat(column("price").type()).isEqualTo(new ColumnType.Decimal(18, 6));
        assertThat(column("order_id").type()).isInstanceOf(ColumnType.Text.class);
        assertThat(column("in_shopping_cart").type()).isEqualTo(new ColumnType.Flag());
        assertThat(EventColumns.path("price")).isEmpty();
    }

    @Test
    void whatIsOfEveryEventIsFoundWhereItStandsThere() {
        assertThat(column("event_time").type()).isEqualTo(new ColumnType.Moment(6));
        assertThat(EventColumns.path("event_time")).contains(List.of("timestamp"));
        assertThat(EventColumns.path("campaign_name")).contains(List.of("context", "campaign", "name"));
    }
}
