package shopstream.lake;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;

/**
 * Columns of a table that its contract has come to call personal: nothing is written into them any more, and nobody is
 * shown what was written before. The files still hold it.
 */
final class Withheld {
    private static final String PROPERTY = "shopstream.withheld";
    private static final String SEPARATOR = ",";

    private Withheld() {}

    static Set<String> of(Table table) {
        String names = table.properties().getOrDefault(PROPERTY, "");
        return names.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(names.split(SEPARATOR)));
    }

    /** Writes down those of a contract that the table has. */
    static void take(Table table, Contract contract) {
        Set<String> personal = contract.columns().stream()
                .filter(Column::personal)
                .map(Column::name)
                .filter(name -> table.schema().findField(name) != null)
                .collect(Collectors.toSet());
        if (!personal.equals(of(table))) {
            table.updateProperties()
                    .set(PROPERTY, personal.stream().sorted().collect(Collectors.joining(SEPARATOR)))
                    .commit();
        }
    }
}
