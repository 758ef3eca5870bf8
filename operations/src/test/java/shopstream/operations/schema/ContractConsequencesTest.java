package shopstream.operations.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.Rules;
import shopstream.contracts.yaml.Place;
import shopstream.operations.lineage.Field;
import shopstream.operations.schema.Consequence.Weight;

class ContractConsequencesTest {
    private static final Path FILE = Path.of("contracts/orders.yaml");

    private static final SourceTypes TYPES = new SourceTypes() {
        @Override
        public Optional<String> misfit(String written, ColumnType wanted) {
            return wanted instanceof ColumnType.Decimal && written.startsWith("varchar")
                    ? Optional.of("but the contract wants numbers")
                    : Optional.empty();
        }

        @Override
        public boolean isUnreadable(String written) {
            return written.equals("inet6");
        }
    };

    private static final ContractConsequences CONSEQUENCES = new ContractConsequences(
            List.of(contract(
                    "orders",
                    "orders",
                    column("number", "orderNumber", new ColumnType.Whole(32), true, 1, 10),
                    column("status", "status", new ColumnType.Text(20), true, 0, 14),
                    column("amount", "amount", new ColumnType.Decimal(10, 2), false, 0, 18))),
            TYPES);

    private static Contract contract(String dataset, String table, Column... columns) {
        return new Contract(
                dataset,
                dataset,
                "1",
                table,
                List.of(columns),
                Optional.empty(),
                OptionalInt.empty(),
                "",
                new Place(FILE, 5));
    }

    private static Column column(String name, String physical, ColumnType type, boolean required, int key, int line) {
        return new Column(name, physical, type, required, key, Rules.NONE, "", Optional.empty(), new Place(FILE, line));
    }

    private static Consequence of(String sql) throws UnreadableChange {
        List<SchemaChange> changes = PlannedChanges.read(sql);
        assertThat(changes).hasSize(1);
        return CONSEQUENCES.of(changes.get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE orders DROP COLUMN status                  | BREAKS     | orders.status
            ALTER TABLE shop.orders DROP COLUMN STATUS             | BREAKS     | orders.status
            ALTER TABLE orders DROP COLUMN comments                | HARMLESS   |
            ALTER TABLE orders RENAME COLUMN status TO state       | BREAKS     | orders.status
            ALTER TABLE orders RENAME COLUMN state TO status       | BREAKS     | orders.status
            ALTER TABLE orders RENAME COLUMN note TO comments      | HARMLESS   |
            ALTER TABLE orders MODIFY amount varchar(20)           | BREAKS     | orders.amount
            ALTER TABLE orders MODIFY amount decimal(12,2)         | SETS_ASIDE | orders.amount
            ALTER TABLE orders MODIFY amount decimal(8,2)          | HARMLESS   |
            ALTER TABLE orders MODIFY status varchar(20) NOT NULL  | HARMLESS   |
            ALTER TABLE orders MODIFY status varchar(20)           | SETS_ASIDE | orders.status
            ALTER TABLE orders MODIFY amount decimal(10,2)         | HARMLESS   |
            ALTER TABLE orders ALTER COLUMN status DROP NOT NULL   | SETS_ASIDE | orders.status
            ALTER TABLE orders ALTER COLUMN status SET NOT NULL    | HARMLESS   |
            ALTER TABLE orders ALTER COLUMN status TYPE text       | SETS_ASIDE | orders.status
            ALTER TABLE orders MODIFY comments varchar(20)         | HARMLESS   |
            ALTER TABLE orders ADD COLUMN note text                | HARMLESS   |
            ALTER TABLE orders ADD COLUMN status text              | HARMLESS   |
            ALTER TABLE orders DROP PRIMARY KEY                    | BREAKS     | orders.amount orders.number orders.status
            ALTER TABLE orders ADD PRIMARY KEY (orderNumber)       | HARMLESS   |
            ALTER TABLE orders ADD PRIMARY KEY (orderNumber, x)    | BREAKS     | orders.amount orders.number orders.status
            ALTER TABLE orders ADD COLUMN visitor inet6            | BREAKS     | orders.amount orders.number orders.status
            DROP TABLE orders                                      | BREAKS     | orders.amount orders.number orders.status
            ALTER TABLE orders RENAME TO sales                     | BREAKS     | orders.amount orders.number orders.status
            TRUNCATE TABLE orders                                  | HARMLESS   |
            CREATE INDEX i ON orders (status)                      | HARMLESS   |
            DROP TABLE customers                                   | HARMLESS   |
            """)
    void weighsAChange(String sql, Weight weight, String fields) throws UnreadableChange {
        Consequence consequence = of(sql);

        assertThat(consequence.weight()).isEqualTo(weight);
        assertThat(String.join(
                        " ",
                        consequence.fields().stream()
                                .sorted()
                                .map(Field::toString)
                                .toList()))
                .isEqualTo(fields == null ? "" : fields);
        assertThat(consequence.what()).endsWith(".");
        assertThat(weight != Weight.HARMLESS && consequence.next().isEmpty()).isFalse();
    }

    @Test
    void saysWhereAndWhatToDo() throws UnreadableChange {
        assertThat(of("ALTER TABLE orders RENAME COLUMN status TO state"))
                .satisfies(renamed -> assertThat(renamed.what()).contains("contracts/orders.yaml:14"))
                .satisfies(renamed -> assertThat(renamed.next()).contains("`physicalName: state`"));
        assertThat(of("ALTER TABLE oders DROP COLUMN status").what())
                .isEqualTo("No contract is about the table oders. The nearest that one is about is orders.");
    }
}
