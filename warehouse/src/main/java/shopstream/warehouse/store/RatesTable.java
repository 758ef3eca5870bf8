package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import shopstream.warehouse.dashboards.DayRates;
import shopstream.warehouse.dashboards.Rate;

/** A dashboard's exchange rates as a table of their own, a row per currency and day. */
final class RatesTable {

    private RatesTable() {}

    /** Puts the rates in place of what was there, within the connection's transaction. */
    static void load(DuckDBConnection connection, Statement statement, DayRates rates) throws SQLException {
        statement.execute("CREATE OR REPLACE TABLE " + rates.table() + " (\"currency\" VARCHAR, \"day\" DATE, \"rate\" "
                + rates.type() + ")");
        try (var appender = connection.createAppender("shopstream", rates.tableName())) {
            for (Rate rate : rates.days()) {
                appender.beginRow();
                appender.append(rate.currency());
                appender.append(rate.day());
                appender.append(rate.worth().setScale(rates.scale()));
                appender.endRow();
            }
        }
    }
}
