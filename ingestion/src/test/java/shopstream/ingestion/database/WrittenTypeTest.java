package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import shopstream.contracts.ColumnType;

class WrittenTypeTest {
    private static final ColumnType TEXT = new ColumnType.Text(50);
    private static final ColumnType WHOLE = new ColumnType.Whole(32);
    private static final ColumnType NUMBER = new ColumnType.Decimal(10, 2);
    private static final ColumnType MOMENT = new ColumnType.Moment(6);
    private static final ColumnType FLAG = new ColumnType.Flag();

    private static WrittenType mariaDb(String written) {
        return type("jdbc:mariadb://localhost:3306/shop", written);
    }

    private static WrittenType postgres(String written) {
        return type("jdbc:postgresql://localhost:5432/shop", written);
    }

    private static WrittenType type(String url, String written) {
        return new WrittenType(DatabaseSource.at("shop", url, "reader", "secret", ZoneId.of("UTC")), written);
    }

    @Test
    void isWhatTheCatalogueWouldCallIt() {
        assertThat(mariaDb("VARCHAR(20)").misfit(TEXT)).isEmpty();
        assertThat(mariaDb("enum('a', 'b')").misfit(TEXT)).isEmpty();
        assertThat(mariaDb("int(10) unsigned").misfit(WHOLE)).isEmpty();
        assertThat(mariaDb("BOOLEAN").misfit(FLAG)).isEmpty();
        assertThat(mariaDb("bit(1)").misfit(FLAG)).isEmpty();
        assertThat(mariaDb("varchar(20)").misfit(NUMBER)).contains("but the contract wants numbers");
        assertThat(postgres("character varying(20)").misfit(TEXT)).isEmpty();
        assertThat(postgres("integer").misfit(WHOLE)).isEmpty();
        assertThat(postgres("timestamp(3) with time zone").misfit(MOMENT)).isEmpty();
        assertThat(postgres("double precision").misfit(NUMBER)).isEmpty();
        assertThat(postgres("order_status").misfit(TEXT)).isEmpty();
        assertThat(postgres("integer").misfit(TEXT)).contains("but the contract wants text");
        assertThat(postgres("text[]").misfit(TEXT)).contains("an array, and a contract's column holds one value");
        assertThat(postgres("money").misfit(NUMBER)).get().asString().contains("lc_monetary");
    }

    @Test
    void knowsWhatCannotBeFollowed() {
        assertThat(mariaDb("INET6").isUnreadable()).isTrue();
        assertThat(mariaDb("varchar(45)").isUnreadable()).isFalse();
        assertThat(postgres("inet").isUnreadable()).isFalse();
    }
}
