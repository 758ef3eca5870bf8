package shopstream.operations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedChangesTest {
    private static String read(String sql) throws UnreadableChange {
        return String.join(
                "; ", PlannedChanges.read(sql).stream().map(SchemaChange::what).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ALTER TABLE orders ADD COLUMN note text                           | adds orders.note, text
            ALTER TABLE `orders` ADD (`a` int unsigned, b varchar(5) NOT NULL)| adds orders.a, int unsigned; adds orders.b, varchar(5)
            ALTER TABLE orders ADD a enum('x','y') NOT NULL DEFAULT 'x' FIRST | adds orders.a, enum('x','y')
            ALTER TABLE orders DROP COLUMN a, DROP b                          | drops orders.a; drops orders.b
            ALTER TABLE orders CHANGE a b decimal(12,2) NOT NULL              | calls orders.a b; makes orders.a decimal(12,2) NOT NULL
            ALTER TABLE orders CHANGE a a bigint                              | makes orders.a bigint NULL
            ALTER TABLE orders MODIFY COLUMN a varchar(20) NOT NULL           | makes orders.a varchar(20) NOT NULL
            ALTER TABLE orders RENAME COLUMN a TO b                           | calls orders.a b
            ALTER TABLE orders RENAME TO orders2                              | calls the table orders orders2
            ALTER TABLE orders RENAME AS orders2                              | calls the table orders orders2
            RENAME TABLE a TO b, c TO d                                       | calls the table a b; calls the table c d
            DROP TABLE IF EXISTS shop.orders                                  | drops the table shop.orders
            TRUNCATE TABLE orders                                             | takes rows out of orders
            ALTER TABLE orders TRUNCATE PARTITION p0                          | takes rows out of orders
            ALTER TABLE orders DROP PRIMARY KEY, ADD PRIMARY KEY (a, b)       | makes (a, b) the primary key of orders
            ALTER TABLE orders DROP PRIMARY KEY                               | leaves orders without a primary key
            ALTER TABLE orders ADD CONSTRAINT pk PRIMARY KEY (a)              | makes (a) the primary key of orders
            ALTER TABLE ONLY public.orders ALTER COLUMN a TYPE varchar(5)     | makes public.orders.a varchar(5)
            ALTER TABLE orders ALTER a SET DATA TYPE numeric(9,2) USING a::numeric | makes orders.a numeric(9,2)
            ALTER TABLE "orders" ALTER COLUMN "a" SET NOT NULL                | makes orders.a NOT NULL
            ALTER TABLE orders ALTER COLUMN a DROP NOT NULL                   | makes orders.a NULL
            ALTER TABLE IF EXISTS orders DROP COLUMN IF EXISTS a CASCADE;     | drops orders.a
            ALTER TABLE orders DROP COLUMN a RESTRICT                         | drops orders.a
            """)
    void tellsWhatAStatementDoes(String sql, String what) throws UnreadableChange {
        assertThat(read(sql)).isEqualTo(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON orders (a)",
                "ALTER TABLE orders ADD INDEX i (a)",
                "ALTER TABLE orders ADD UNIQUE KEY u (a)",
                "ALTER TABLE orders DROP INDEX i",
                "ALTER TABLE orders DROP FOREIGN KEY f",
                "ALTER TABLE orders DROP CONSTRAINT c",
                "ALTER TABLE orders RENAME INDEX i TO j",
                "ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES other (b)",
                "ALTER TABLE orders ALTER a SET DEFAULT 'x'",
                "ALTER TABLE orders ENGINE = InnoDB",
                "ALTER TABLE orders COMMENT = 'x'"
            })
    void knowsWhatDoesNothingToRows(String sql) throws UnreadableChange {
        assertThat(PlannedChanges.read(sql)).containsExactly(new SchemaChange.ShapeKept("orders"));
    }

    @Test
    void readsSeveralStatements() throws UnreadableChange {
        assertThat(read("ALTER TABLE a DROP b;\n\n-- and\nALTER TABLE c ADD d int;\n"))
                .isEqualTo("drops a.b; adds c.d, int");
    }

    @Test
    void saysWhatItCannotRead() {
        assertThatThrownBy(() -> PlannedChanges.read("ALTER TABLE orders DORP COLUMN a"))
                .isInstanceOf(UnreadableChange.class)
                .hasMessage("What `DORP COLUMN a` does to the rows of orders is not known");
        assertThatThrownBy(() -> PlannedChanges.read("ALTER TABLE a DROP b;\nALTER TABLE orders DROP COLUMN , c"))
                .isInstanceOf(UnreadableChange.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> PlannedChanges.read("DELETE FROM orders"))
                .isInstanceOf(UnreadableChange.class)
                .hasMessage("`DELETE FROM orders` is not known to change a table");
        assertThatThrownBy(() -> PlannedChanges.read(" ")).isInstanceOf(UnreadableChange.class);
    }
}
