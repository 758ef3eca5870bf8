package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import shopstream.warehouse.training.Sql;

class HarmlessFunctionsTest {
    /** Table functions of the same name are told apart by where they stand. */
    private static final Set<String> TABLES = Set.of("range", "generate_series", "unnest", "repeat", "histogram");

    @Test
    void everyFunctionOfThisDuckDbWasJudged() throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            List<String> functions = Sql.texts(duck, "SELECT DISTINCT lower(function_name) FROM duckdb_functions()");
            assertThat(functions)
                    .as("a function that is in neither list: may a question call it?")
                    .allMatch(function -> HarmlessFunctions.contain(function) != HarmlessFunctions.refuse(function));
        }
    }

    @Test
    void noFunctionOfTablesIsHarmless() throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(Sql.texts(
                            duck,
                            "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE function_type IN ('table',"
                                    + " 'table_macro', 'pragma')"))
                    .filteredOn(function -> !TABLES.contains(function))
                    .noneMatch(HarmlessFunctions::contain);
        }
    }
}
