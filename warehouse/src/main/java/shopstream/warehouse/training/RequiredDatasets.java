package shopstream.warehouse.training;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** Which datasets a training set reads, as far as that can be told before there is a lake. */
public final class RequiredDatasets {
    private RequiredDatasets() {}

    /**
     * The datasets that a set reads.
     *
     * @param datasets that there can be
     * @param seeds the shop's small tables
     * @throws TrainingProblem where it reads anything else, or is no query
     */
    public static Set<String> of(TrainingSet set, Collection<String> datasets, Collection<String> seeds) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return TrainingQuery.datasets(
                    connection,
                    set,
                    Stream.concat(datasets.stream(), datasets.stream().map(name -> name + "_versions"))
                            .toList(),
                    seeds);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot read the query of " + set.name(), e);
        }
    }
}
