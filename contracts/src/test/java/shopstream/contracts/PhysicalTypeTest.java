package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicalTypeTest {
    private static ColumnType held(String kind) {
        return switch (kind) {
            case "text50" -> new ColumnType.Text(50);
            case "int32" -> new ColumnType.Whole(32);
            case "decimal10_2" -> new ColumnType.Decimal(10, 2);
            case "moment3" -> new ColumnType.Moment(3);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text50      | varchar(50)                 | false
            text50      | varchar(51)                 | true
            text50      | character varying(51)       | true
            text50      | text                        | true
            text50      | char                        | false
            int32       | int                         | false
            int32       | int(11)                     | false
            int32       | int unsigned                | true
            int32       | bigint                      | true
            int32       | smallint unsigned           | false
            int32       | int8                        | true
            decimal10_2 | decimal(10,2)               | false
            decimal10_2 | decimal(9,2)                | false
            decimal10_2 | decimal(10, 3)              | true
            decimal10_2 | decimal(11,2)               | true
            decimal10_2 | numeric                     | true
            decimal10_2 | smallint                    | false
            decimal10_2 | int                         | true
            decimal10_2 | double                      | false
            moment3     | datetime                    | false
            moment3     | timestamp(3) with time zone | false
            moment3     | datetime(6)                 | true
            """)
    void holdsWhatItHeldOrMore(String held, String written, boolean exceeds) {
        assertThat(PhysicalType.of(written).orElseThrow().exceeds(held(held))).isEqualTo(exceeds);
    }

    @Test
    void whatSaysNothingOfItsWidthIsNoType() {
        assertThat(PhysicalType.of("enum('a','b')")).isEmpty();
        assertThat(PhysicalType.of("")).isEmpty();
    }
}
