package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Place;

/** A fingerprint is another one exactly where the same row may become another record. */
class CheckFingerprintTest {
    private static final Place PLACE = new Place(Path.of("orders.yaml"), 1);
    private static final Column ID = column("id", new ColumnType.Whole(32), true, Rules.NONE, "");
    private static final Column STATUS = column("status", new ColumnType.Text(9), false, allowed("New", "Paid"), "");

    private static final String KNOWN = of(ZoneOffset.UTC, ID, STATUS);

    @Test
    void wordsOrderAndOtherNamesOfAZoneChangeNothing() {
        assertThat(of(ZoneId.of("Etc/UTC"), ID, STATUS)).isEqualTo(KNOWN);
        assertThat(of(ZoneOffset.UTC, STATUS, ID)).isEqualTo(KNOWN);
        Column described =
                column("status", new ColumnType.Text(9), false, allowed("Paid", "New"), "How far the order has come.");
        assertThat(of(ZoneOffset.UTC, ID, described)).isEqualTo(KNOWN);
    }

    @Test
    void columnsRulesAndZonesDo() {
        List<String> others = new ArrayList<>(List.of(
                of(ZoneId.of("Europe/Berlin"), ID, STATUS),
                of(ZoneOffset.UTC, ID),
                of(ZoneOffset.UTC, ID, column("status", new ColumnType.Text(10), false, allowed("New", "Paid"), "")),
                of(ZoneOffset.UTC, ID, column("status", new ColumnType.Text(9), true, allowed("New", "Paid"), "")),
                of(ZoneOffset.UTC, ID, column("status", new ColumnType.Text(9), false, allowed("New"), "")),
                CheckFingerprint.of(contract(ID, STATUS).withDaysIn(ZoneId.of("Asia/Tokyo")), ZoneOffset.UTC)));
        others.add(KNOWN);
        assertThat(others).doesNotHaveDuplicates();
    }

    private static String of(ZoneId zone, Column... columns) {
        return CheckFingerprint.of(contract(columns), zone);
    }

    private static Contract contract(Column... columns) {
        List<Column> all = new ArrayList<>();
        Collections.addAll(all, columns);
        return new Contract(
                "orders", "orders", "1.0.0", "orders", all, Optional.empty(), OptionalInt.empty(), "", PLACE);
    }

    private static Column column(String name, ColumnType type, boolean required, Rules rules, String description) {
        return new Column(name, name, type, required, 0, rules, description, Optional.empty(), PLACE);
    }

    private static Rules allowed(String... values) {
        return new Rules(
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Set.of(values));
    }
}
