package shopstream.ingestion.database;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.Rules;
import shopstream.contracts.yaml.Place;

/** Contracts in a line: {@code contract("orders", key("id", new Whole(32)), column("status", new Text(10)))}. */
final class ShopContracts {
    private static final Place PLACE = new Place(Path.of("contract.yaml"), 1);
    static final Rules NOT_NEGATIVE = new Rules(
            Optional.of(BigDecimal.ZERO),
            false,
            Optional.empty(),
            false,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Set.of());

    private ShopContracts() {}

    static Contract contract(String table, Column... columns) {
        return contract(table, table, columns);
    }

    /** Of a table that is not named like its dataset. */
    static Contract contract(String dataset, String table, Column... columns) {
        return new Contract(
                dataset,
                "shop-" + dataset,
                "1.0.0",
                table,
                numbered(columns),
                Optional.empty(),
                OptionalInt.empty(),
                "",
                PLACE);
    }

    static Column key(String name, ColumnType type) {
        return new Column(name, name, type, true, 1, Rules.NONE, "", Optional.empty(), PLACE);
    }

    static Column column(String name, ColumnType type) {
        return column(name, type, Rules.NONE);
    }

    static Column column(String name, ColumnType type, Rules rules) {
        return new Column(name, name, type, false, 0, rules, "", Optional.empty(), PLACE);
    }

    private static List<Column> numbered(Column... columns) {
        List<Column> numbered = new ArrayList<>();
        int position = 0;
        for (Column column : columns) {
            numbered.add(new Column(
                    column.name(),
                    column.physicalName(),
                    column.type(),
                    column.required(),
                    column.keyPosition() > 0 ? ++position : 0,
                    column.rules(),
                    column.description(),
                    column.classification(),
                    column.place()));
        }
        return numbered;
    }
}
