package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Place;

/** Checks of rows with one column beside the key. */
abstract class CheckedColumns {
    static final Place PLACE = new Place(Path.of("sales.yaml"), 1);
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Origin ORIGIN = new Origin(
            "shop", Position.streamed(1, 1, 4, 0, 0), Instant.EPOCH, Operation.UPDATE, "0-1-1", "shop.sales");

    static String cell(ColumnType type, Object value) {
        String json = value(checked(type, Rules.NONE, value));
        return json.substring("{\"id\":1,\"value\":".length(), json.length() - 1);
    }

    static String broken(ColumnType type, Object value) {
        return rule(type, Rules.NONE, value);
    }

    static String rule(ColumnType type, Rules rules, Object value) {
        return checked(type, rules, value) instanceof Rejected rejected ? rejected.rule() : null;
    }

    static Verdict checked(ColumnType type, Rules rules, Object value) {
        return check(type, rules).check(row(value), ORIGIN);
    }

    static ContractCheck check(ColumnType type, Rules rules) {
        return new ContractCheck(contract(Optional.empty(), column("value", type, 0, rules)), BERLIN);
    }

    static Rules rules(
            Optional<BigDecimal> minimum,
            boolean minimumExcluded,
            Optional<BigDecimal> maximum,
            boolean maximumExcluded) {
        return new Rules(
                minimum,
                minimumExcluded,
                maximum,
                maximumExcluded,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Collections.emptySet());
    }

    static Rules pattern(String regex) {
        return new Rules(
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(Pattern.compile(regex)),
                Set.of());
    }

    static Contract contract(Optional<ZoneId> zone, Column other) {
        Column id = column("id", new ColumnType.Whole(64), 2, Rules.NONE);
        return new Contract(
                "sales", "shop-sales", "1.0.0", "sales", List.of(id, other), zone, OptionalInt.empty(), "", PLACE);
    }

    static Column column(String name, ColumnType type, int keyPosition, Rules rules) {
        return new Column(name, name, type, false, keyPosition, rules, "", Optional.empty(), PLACE);
    }

    static Map<String, Object> row(Object value) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", 1L);
        row.put("value", value);
        return row;
    }

    static String value(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Accepted.class);
        return new String(((Accepted) verdict).value(), StandardCharsets.UTF_8);
    }
}
