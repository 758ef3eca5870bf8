package shopstream.warehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import shopstream.warehouse.dashboards.LocalTimes;
import shopstream.warehouse.dashboards.Part;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.dashboards.StarTables;

/**
 * The day aggregates of one dashboard. A batch adds rows with the difference it makes: for every entity it touches, what
 * the entity contributed before is taken away and what it contributes after is added, both by the same SQL. Readers
 * sum, so a cell may consist of several rows until they are folded together.
 */
public final class Aggregates {

    /** So many rows may lie beside the cells they belong to, or a quarter as many as there are cells. */
    private static final long UNFOLDED_ROWS = 50_000;

    /** Leaves 14 digits before the point; what was multiplied by an exchange rate has more behind it. */
    private static final int LARGEST_SCALE_OF_64_BITS = 4;

    /** Some tenths of a second of one core. */
    private static final long PART_LINES = 100_000;

    private final long partLines;

    private final Star star;
    private final List<Level> levels;
    private final String moved;
    private final String touched;
    private final String lines;
    private final ZoneId zone;
    private final List<String> types = new ArrayList<>();
    private Optional<LocalDate> built = Optional.empty();
    private String isTouched = "false";
    private long addedRows;
    private long foldedRows;

    public Aggregates(Star star, ZoneId zone) {
        this(star, zone, PART_LINES);
    }

    /** @param partLines about as many lines are built at once */
    public Aggregates(Star star, ZoneId zone, long partLines) {
        this.partLines = partLines;
        this.star = star;
        this.levels = Level.of(star.dashboard());
        this.moved = "temp.\"moved_" + star.dashboard().name() + "\"";
        this.touched = "temp.\"touched_" + star.dashboard().name() + "\"";
        this.lines = "temp.\"lines_" + star.dashboard().name() + "\"";
        this.zone = zone;
    }

    public Star star() {
        return star;
    }

    public List<Level> levels() {
        return levels;
    }

    /** The day in the shop's zone, SQL of type DATE. */
    String day() {
        return LocalTimes.of(zone).day(star.time());
    }

    /** A text that differs when the aggregates must be built anew. */
    String fingerprint() {
        return star.fingerprint() + "\n" + day() + "\n"
                + levels.stream().map(Level::table).toList();
    }

    void createStaging(Statement statement) throws SQLException {
        statement.execute(
                "CREATE OR REPLACE TEMP TABLE \"touched_" + star.dashboard().name() + "\" AS SELECT " + star.entity()
                        + " AS entity FROM " + star.from(List.of(star.entity())) + " LIMIT 0");
        statement.execute("CREATE OR REPLACE TEMP TABLE \"moved_"
                + star.dashboard().name() + "\" AS " + contributions(1, star.from(), LocalTimes.of(zone), "false"));
        statement.execute(
                "CREATE OR REPLACE TEMP TABLE \"lines_" + star.dashboard().name() + "\" AS SELECT * FROM \""
                        + star.tables().fact() + "\" LIMIT 0");
        types.clear();
        for (int i = 0; i < star.parts().size(); i++) {
            types.add(star.parts().get(i).distinct() ? "BIGINT" : storedType(statement, i));
        }
    }

    /** DuckDB reads 64-bit sums fifty times as fast as the 128-bit ones that sum() gives. */
    private String storedType(Statement statement, int part) throws SQLException {
        try (ResultSet type = statement.executeQuery("SELECT typeof(sum(x" + part + ")) FROM " + moved)) {
            type.next();
            String sum = type.getString(1);
            if (sum.equals("HUGEINT")) {
                return "BIGINT";
            }
            if (!sum.startsWith("DECIMAL(38,")) {
                return sum;
            }
            int scale = Integer.parseInt(sum.substring("DECIMAL(38,".length(), sum.length() - 1));
            return scale > LARGEST_SCALE_OF_64_BITS ? sum : "DECIMAL(18," + scale + ")";
        }
    }

    /** The last day that is built; batches change the days up to it. Nothing while none is. */
    Optional<LocalDate> built() {
        return built;
    }

    boolean whole() {
        return built.equals(Optional.of(LocalDate.MAX));
    }

    /** Takes note of what {@link #build} has built, or that nothing is. */
    void built(Optional<LocalDate> day) {
        built = day;
    }

    /**
     * Builds some further days from the lines, so few that batches can be applied
     * in between. To be told to {@link #built(Optional)} once it is committed.
     *
     * @return the last day built; {@link LocalDate#MAX} when there are no more
     */
    LocalDate build(Statement statement) throws SQLException {
        if (built.isEmpty()) {
            for (Level level : levels) {
                statement.execute(
                        "CREATE OR REPLACE TABLE " + level.qualified() + " AS " + summed(level, moved) + " LIMIT 0");
            }
        }
        LineDays days = LineDays.of(statement, star, zone);
        LocalDate from = built.map(day -> day.plusDays(1)).orElse(days.first());
        LocalDate to = days.holding(partLines, from);
        statement.execute("INSERT INTO " + moved + " SELECT * FROM ("
                + contributions(1, star.from(), days.times(from, to), days.condition(from, to))
                + ") WHERE day BETWEEN DATE '" + from + "' AND DATE '" + to + "'");
        for (Level level : levels) {
            statement.execute("INSERT INTO " + level.qualified() + " " + summed(level, moved) + " ORDER BY day");
        }
        statement.execute("DELETE FROM " + moved);
        if (to.isBefore(days.last())) {
            return to;
        }
        count(statement);
        return LocalDate.MAX;
    }

    /** Notes the entities that a batch touches. @return how many */
    long touch(Statement statement, Collection<MartTable> changed) throws SQLException {
        StarTables tables = star.tables();
        for (MartTable table : changed) {
            String mart = table.mart().name();
            if (mart.equals(tables.fact())) {
                touch(statement, "SELECT " + star.entity() + " FROM " + table.staged() + " AS \"" + mart + "\"");
                touch(statement, "SELECT " + star.entity() + " FROM " + table.replaced() + " AS \"" + mart + "\"");
            } else {
                for (StarTables.Join join : tables.joins()) {
                    if (join.table().equals(mart) && !star.usedColumns(mart).isEmpty()) {
                        String parent = "\"" + join.parent() + "\".\"" + join.parentColumn() + "\"";
                        touch(
                                statement,
                                "SELECT " + star.entity() + " FROM " + star.from(List.of(star.entity(), parent))
                                        + " WHERE " + parent + " IN ("
                                        + table.changedValues(join.key(), star.usedColumns(mart)) + ")");
                    }
                }
            }
        }
        String touchedEntities = "SELECT entity FROM " + touched;
        isTouched = FewValues.among(statement, star.entity(), touchedEntities)
                .orElse(star.entity() + " IN (" + touchedEntities + ")");
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + touched)) {
            count.next();
            return count.getLong(1);
        }
    }

    private void touch(Statement statement, String entities) throws SQLException {
        statement.execute("INSERT INTO " + touched + " SELECT DISTINCT * FROM (" + entities + ")");
    }

    /** Takes away what the touched entities contribute, before the batch is applied. */
    void takeAway(Statement statement) throws SQLException {
        statement.execute("DELETE FROM " + lines);
        statement.execute(
                "INSERT INTO " + lines + " SELECT * FROM \"" + star.tables().fact() + "\" WHERE " + isTouched);
        contribute(statement, -1);
    }

    /**
     * Adds what the touched entities contribute once the batch is applied.
     *
     * @param changed the tables that the batch changes
     */
    void add(Statement statement, Collection<MartTable> changed) throws SQLException {
        for (MartTable table : changed) {
            if (table.mart().name().equals(star.tables().fact())) {
                table.applyTo(statement, lines);
            }
        }
        contribute(statement, 1);
    }

    private void contribute(Statement statement, int sign) throws SQLException {
        statement.execute(
                "INSERT INTO " + moved + " " + contributions(sign, star.fromRows(lines), times(statement), "true"));
    }

    /** The local times of the lines under way. */
    private LocalTimes times(Statement statement) throws SQLException {
        try (ResultSet bounds = statement.executeQuery("SELECT epoch_us(min(" + star.time() + ")), epoch_us(max("
                + star.time() + ")) FROM " + star.fromRows(lines, List.of(star.time())))) {
            bounds.next();
            Instant first = Instant.EPOCH.plus(bounds.getLong(1), ChronoUnit.MICROS);
            Instant last = Instant.EPOCH.plus(bounds.getLong(2), ChronoUnit.MICROS);
            return LocalTimes.of(zone, first, last.plus(1, ChronoUnit.MICROS));
        }
    }

    /** Adds the difference to every level; what it makes to days that are not built is in the lines when they are. */
    void settle(Statement statement) throws SQLException {
        String difference =
                whole() ? moved : "(SELECT * FROM " + moved + " WHERE day <= DATE '" + built.orElseThrow() + "')";
        for (Level level : levels) {
            addedRows += statement.executeUpdate("INSERT INTO " + level.qualified() + " " + summed(level, difference));
        }
        clear(statement);
        if (whole() && addedRows > Math.max(UNFOLDED_ROWS, foldedRows / 4)) {
            fold(statement);
        }
    }

    void clear(Statement statement) throws SQLException {
        statement.execute("DELETE FROM " + moved);
        statement.execute("DELETE FROM " + touched);
        statement.execute("DELETE FROM " + lines);
    }

    private void fold(Statement statement) throws SQLException {
        for (Level level : levels) {
            String cells = cells(level);
            String sums = IntStream.range(0, star.parts().size())
                    .mapToObj(i -> "CAST(sum(p" + i + ") AS " + types.get(i) + ") AS p" + i + ", ")
                    .collect(Collectors.joining());
            statement.execute(
                    "CREATE OR REPLACE TABLE " + level.qualified() + " AS SELECT * FROM (SELECT " + cells + ", "
                            + sums + unrated("sum(unrated)")
                            + "sum(timed)::BIGINT AS timed, sum(line_count)::BIGINT AS line_count FROM "
                            + level.qualified()
                            + " GROUP BY "
                            + cells + " HAVING sum(line_count) <> 0) ORDER BY day");
        }
        count(statement);
    }

    private void count(Statement statement) throws SQLException {
        addedRows = 0;
        foldedRows = 0;
        for (Level level : levels) {
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + level.qualified())) {
                count.next();
                foldedRows += count.getLong(1);
            }
        }
    }

    /** A column that only those dashboards have whose amounts are of several currencies: rows without a rate. */
    private String unrated(String sum) {
        return star.rates().isPresent() ? "CAST(coalesce(" + sum + ", 0) AS BIGINT) AS unrated, " : "";
    }

    /** One row per counting line: sign, day, dimensions d_…, entity, summands x0…, timed, and rated where there are rates. */
    private String contributions(int sign, String from, LocalTimes times, String condition) {
        String minus = sign < 0 ? "-" : "";
        var select = new ArrayList<String>();
        select.add(sign + "::TINYINT AS sign");
        select.add(times.day(star.time()) + " AS day");
        star.dashboard().dimensions().forEach(d -> select.add(star.dimension(d.name()) + " AS \"d_" + d.name() + "\""));
        select.add(star.entity() + " AS entity");
        for (int i = 0; i < star.parts().size(); i++) {
            Part part = star.parts().get(i);
            if (!part.distinct()) {
                select.add(minus + "(" + part.sql() + ") AS x" + i);
            }
        }
        select.add(minus + "(CASE WHEN " + times.isStartOfDay(star.time()) + " THEN 0 ELSE 1 END) AS timed");
        star.rates().ifPresent(rates -> select.add("NOT (" + rates.missing() + ") AS rated"));
        return "SELECT " + String.join(", ", select) + " FROM " + from + " WHERE (" + star.where() + ") AND "
                + condition;
    }

    private String cells(Level level) {
        return "day"
                + level.dimensions().stream()
                        .map(d -> ", \"d_" + d.name() + "\"")
                        .collect(Collectors.joining());
    }

    private String summed(Level level, String from) {
        var select = new ArrayList<String>();
        var changes = new ArrayList<String>();
        for (int i = 0; i < star.parts().size(); i++) {
            Part part = star.parts().get(i);
            String rated = part.rated() ? " AND rated" : "";
            String sum = part.distinct()
                    ? "count(DISTINCT entity) FILTER (sign > 0" + rated + ") - count(DISTINCT entity) FILTER (sign < 0"
                            + rated + ")"
                    : "coalesce(sum(x" + i + "), 0)";
            select.add("CAST(" + sum + " AS " + types.get(i) + ") AS p" + i);
            changes.add("p" + i + " <> 0");
        }
        if (star.rates().isPresent()) {
            select.add("CAST(coalesce(sum(sign) FILTER (NOT rated), 0) AS BIGINT) AS unrated");
            changes.add("unrated <> 0");
        }
        select.add("sum(timed)::BIGINT AS timed");
        select.add("sum(sign)::BIGINT AS line_count");
        changes.add("timed <> 0");
        changes.add("line_count <> 0");
        String cells = cells(level);
        return "SELECT * FROM (SELECT " + cells + ", " + String.join(", ", select) + " FROM " + from + " GROUP BY "
                + cells + ") WHERE " + String.join(" OR ", changes);
    }
}
