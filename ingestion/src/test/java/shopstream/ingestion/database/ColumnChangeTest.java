package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements give the column {@code price} other values without a change of rows. */
class ColumnChangeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders DROP COLUMN price, CHANGE new_price price DECIMAL(10,2)",
                "alter table orders change column `new price` `price` decimal(10,2) not null",
                "ALTER TABLE orders RENAME COLUMN new_price TO price",
                "ALTER TABLE orders ADD COLUMN price DECIMAL(10,2) DEFAULT 5",
                "ALTER TABLE orders ADD IF NOT EXISTS `price` INT",
                "ALTER TABLE orders ADD (note TEXT, price INT)"
            })
    void takesAnothersPlace(String ddl) {
        assertThat(new ColumnChange(ddl, "price").takesAnothersPlace()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN note TEXT",
                "ALTER TABLE orders ADD COLUMN new_price INT AFTER price",
                "ALTER TABLE orders ADD INDEX by_price (price)",
                "ALTER TABLE orders ADD (note TEXT, price_note INT)",
                "ALTER TABLE orders RENAME COLUMN price TO old_price",
                "ALTER TABLE orders CHANGE price price DECIMAL(12,2)",
                "ALTER TABLE orders MODIFY price DECIMAL(12,2)",
                "ALTER TABLE orders ALTER price SET DEFAULT 0",
                "ALTER TABLE price COMMENT 'ADD column'"
            })
    void staysWhatItWas(String ddl) {
        assertThat(new ColumnChange(ddl, "price").takesAnothersPlace()).isFalse();
    }

    @Test
    void isGivenAnotherDefinition() {
        assertThat(new ColumnChange("ALTER TABLE orders MODIFY COLUMN `price` INT", "price").redefines())
                .isTrue();
        assertThat(new ColumnChange("ALTER TABLE orders CHANGE price price INT", "price").redefines())
                .isTrue();
        assertThat(new ColumnChange("ALTER TABLE orders MODIFY new_price INT", "price").redefines())
                .isFalse();
        assertThat(new ColumnChange("ALTER TABLE orders CHANGE price old INT", "price").redefines())
                .isFalse();
    }
}
