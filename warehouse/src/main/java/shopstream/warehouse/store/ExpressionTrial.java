package shopstream.warehouse.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.dashboards.Part;
import shopstream.warehouse.dashboards.Star;

/** Has DuckDB plan every expression of the dashboards over empty tables, so that what it cannot compute is known early. */
public final class ExpressionTrial implements AutoCloseable {

    private final Connection connection;
    private final List<MartDeclaration> marts;
    private final List<Seed> seeds;
    private final Problems problems;

    private ExpressionTrial(
            Connection connection, Collection<MartDeclaration> marts, Collection<Seed> seeds, Problems problems) {
        this.connection = connection;
        this.marts = List.copyOf(marts);
        this.seeds = List.copyOf(seeds);
        this.problems = problems;
    }

    /** Tries the dashboards that are right otherwise; an expression that fails becomes a problem at its place. */
    public static void of(
            Collection<Dashboard> dashboards,
            Collection<MartDeclaration> marts,
            Collection<Seed> seeds,
            Problems problems) {
        try (var trial = new ExpressionTrial(DriverManager.getConnection("jdbc:duckdb:"), marts, seeds, problems)) {
            if (trial.createTables()) {
                dashboards.forEach(trial::tryOut);
            }
        } catch (SQLException e) {
            throw new WarehouseException("Cannot try the dashboards' expressions: " + e.getMessage(), e);
        }
    }

    /** @return false where the declarations are wrong in themselves, which is said where they are read */
    private boolean createTables() {
        try (Statement statement = connection.createStatement()) {
            for (MartDeclaration mart : marts) {
                statement.execute("CREATE OR REPLACE TABLE \"" + mart.name() + "\" ("
                        + mart.columns().stream()
                                .map(column -> "\"" + column.name() + "\" " + ColumnFormat.duckType(column.type()))
                                .collect(Collectors.joining(", "))
                        + ")");
            }
            for (Seed seed : seeds) {
                statement.execute("CREATE OR REPLACE TABLE \"" + seed.name() + "\" ("
                        + seed.columns().stream()
                                .map(column -> "\"" + column + "\" VARCHAR")
                                .collect(Collectors.joining(", "))
                        + ")");
            }
            return true;
        } catch (SQLException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private void tryOut(Dashboard dashboard) {
        Star.of(dashboard, marts, seeds, ZoneOffset.UTC, new Problems()).ifPresent(star -> {
            plan(star, star.where(), "where", dashboard.place());
            for (Dimension dimension : dashboard.dimensions()) {
                plan(star, star.dimension(dimension.name()), dimension.name(), dimension.place());
            }
            for (Measure measure : dashboard.measures()) {
                // A measure that is computed from others has no parts of its own, and these are tried themselves.
                Star.of(dashboard.of(measure), marts, seeds, ZoneOffset.UTC, new Problems())
                        .ifPresent(alone -> alone.parts().stream()
                                .map(Part::originalTotal)
                                .forEach(total -> plan(alone, total, measure.name(), measure.place())));
            }
        });
    }

    private void plan(Star star, String expression, String name, Place place) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("EXPLAIN SELECT " + expression + " FROM " + star.from(List.of(expression)));
        } catch (SQLException e) {
            String reason = e.getMessage().lines().findFirst().orElse("it is not understood");
            problems.add(place, "The expression of " + name + " cannot be computed: " + reason, "Correct the SQL");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
