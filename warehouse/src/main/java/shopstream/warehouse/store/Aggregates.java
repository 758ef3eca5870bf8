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
import java.util.Set;
import shopstream.warehouse.dashboards.LocalTimes;
import shopstream.warehouse.dashboards.Star;
import shopstream.warehouse.dashboards.StarTables;

/**
 * The day aggregates of one dashboard. A batch adds rows with the difference it makes: for every entity it touches, what
 * the entity contributed before is taken away and what it contributes after is added, both by the same SQL. Readers
 * sum, so a cell may consist of several rows until they are folded together.
 */
public final class Aggregates {

    /** So few that what is committed meanwhile does not wait noticeably. */
    private static final long PART_LINES = 100_000;

    /** In the lines of a batch: below zero as they are before, above as they are after. */
    private static final String SIGN = "sign_";

    private final long partLines;

    private final Star star;
    private final List<Level> levels;
    private final String moved;
    private final String touched;
    private final String lines;
    private final ZoneId zone;
    private final SumSql sql;
    private final Folding folding;
    private Optional<LocalDate> built = Optional.empty();
    private String isTouched = "false";

    public Aggregates(Star star, ZoneId zone) {
        this(star, zone, PART_LINES, Folding.UNFOLDED_ROWS);
    }

    /**
     * @param partLines about as many lines are built at once
     * @param unfoldedRows so many rows may lie beside the cells they belong to
     */
    public Aggregates(Star star, ZoneId zone, long partLines, long unfoldedRows) {
        this.partLines = partLines;
        this.star = star;
        this.levels = Level.of(star.dashboard());
        this.sql = new SumSql(star);
        this.moved = "temp.\"moved_" + star.dashboard().name() + "\"";
        this.touched = "temp.\"touched_" + star.dashboard().name() + "\"";
        this.lines = "temp.\"lines_" + star.dashboard().name() + "\"";
        this.zone = zone;
        this.folding =
                new Folding(levels, sql, "temp.\"folded_" + star.dashboard().name() + "\"", unfoldedRows);
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
                + star.dashboard().name() + "\" AS " + sql.contributions(star.from(), LocalTimes.of(zone), "false"));
        statement.execute(
                "CREATE OR REPLACE TEMP TABLE \"lines_" + star.dashboard().name() + "\" AS SELECT *, 0::TINYINT AS "
                        + SIGN + " FROM \"" + star.tables().fact() + "\" LIMIT 0");
        sql.learnTypes(statement, moved);
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
        folding.forget();
    }

    /**
     * Builds some further days from the lines, so few that batches can be applied in between. To be told to
     * {@link #built(Optional)} once it is committed.
     *
     * @return the last day built; {@link LocalDate#MAX} when there are no more
     */
    LocalDate build(Statement statement) throws SQLException {
        if (built.isEmpty()) {
            for (Level level : levels) {
                statement.execute("CREATE OR REPLACE TABLE " + level.qualified() + " AS " + sql.summed(level, moved)
                        + " LIMIT 0");
            }
        }
        LineDays days = LineDays.of(statement, star, zone);
        LocalDate from = built.map(day -> day.plusDays(1)).orElse(days.first());
        LocalDate to = days.holding(partLines, from);
        statement.execute("INSERT INTO " + moved + " SELECT * FROM ("
                + sql.contributions(star.from(), days.times(from, to), days.condition(from, to))
                + ") WHERE day BETWEEN DATE '" + from + "' AND DATE '" + to + "'");
        for (Level level : levels) {
            statement.execute("INSERT INTO " + level.qualified() + " " + sql.summed(level, moved) + " ORDER BY day");
        }
        statement.execute("DELETE FROM " + moved);
        if (to.isBefore(days.last())) {
            return to;
        }
        return LocalDate.MAX;
    }

    /** Notes the entities that a batch touches. @return how many */
    long touch(Statement statement, Collection<MartTable> changed) throws SQLException {
        var entities = new ArrayList<String>();
        for (MartTable table : changed) {
            String mart = table.mart().name();
            if (holdsLines(table)) {
                entities.add("SELECT " + star.entity() + " FROM " + table.staged() + " AS \"" + mart + "\"");
                entities.add("SELECT " + star.entity() + " FROM " + table.replaced() + " AS \"" + mart + "\"");
                continue;
            }
            for (StarTables.Join join : star.tables().joins()) {
                if (join.source().equals(mart)
                        && !star.usedColumns(join.table()).isEmpty()) {
                    String parent = "\"" + join.parent() + "\".\"" + join.parentColumn() + "\"";
                    entities.add("SELECT " + star.entity() + " FROM " + star.from(List.of(star.entity(), parent))
                            + " WHERE " + parent + " IN ("
                            + table.changedValues(join.key(), star.usedColumns(join.table())) + ")");
                }
            }
        }
        if (entities.isEmpty()) {
            return 0;
        }
        int noted = statement.executeUpdate("INSERT INTO " + touched + " " + String.join(" UNION ", entities));
        String touchedEntities = "SELECT entity FROM " + touched;
        isTouched = FewValues.among(statement, star.entity(), touchedEntities)
                .orElse(star.entity() + " IN (" + touchedEntities + ")");
        return noted;
    }

    /**
     * Takes away what the touched entities contribute, before the batch is applied. Where only their own lines change, what
     * they contribute once it is applied is added by the same statement.
     *
     * @param changed the tables that the batch changes
     */
    void takeAway(Statement statement, Collection<MartTable> changed) throws SQLException {
        statement.execute(
                "INSERT INTO " + lines + " SELECT *, -1 FROM \"" + star.tables().fact() + "\" WHERE " + isTouched);
        if (onlyLines(changed)) {
            linesAfter(statement, changed);
            contribute(statement, "true");
        } else {
            contribute(statement, SIGN + " < 0");
        }
    }

    /** Adds what the touched entities contribute once the batch is applied, if that is not done. */
    void add(Statement statement, Collection<MartTable> changed) throws SQLException {
        if (!onlyLines(changed)) {
            linesAfter(statement, changed);
            contribute(statement, SIGN + " > 0");
        }
    }

    private boolean onlyLines(Collection<MartTable> changed) {
        return changed.stream().allMatch(this::holdsLines);
    }

    private boolean holdsLines(MartTable table) {
        return table.mart().name().equals(star.tables().fact());
    }

    private void linesAfter(Statement statement, Collection<MartTable> changed) throws SQLException {
        String after = changed.stream()
                .filter(this::holdsLines)
                .findFirst()
                .map(table -> table.after(lines, SIGN, "1"))
                .orElse("SELECT * REPLACE (1 AS " + SIGN + ") FROM " + lines);
        statement.execute("INSERT INTO " + lines + " " + after);
    }

    private void contribute(Statement statement, String condition) throws SQLException {
        statement.execute("INSERT INTO " + moved + " "
                + sql.contributions(
                        "\"" + star.tables().fact() + "\"." + SIGN, star.fromRows(lines), times(statement), condition));
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

    /** Adds the difference to every level; what it makes to days that are not built is in the lines when they are.
     * Lines without a day are in no sum. */
    void settle(Statement statement) throws SQLException {
        Set<LocalDate> days = Folding.days(statement, moved);
        String kept = whole() ? "IS NOT NULL" : "<= DATE '" + built.orElseThrow() + "'";
        String difference = "(SELECT * FROM " + moved + " WHERE day " + kept + ")";
        long rows = 0;
        for (Level level : levels) {
            rows += statement.executeUpdate("INSERT INTO " + level.qualified() + " " + sql.summed(level, difference));
        }
        folding.added(days, rows);
        clear(statement);
        if (whole()) {
            folding.foldFewDays(statement);
        }
    }

    void clear(Statement statement) throws SQLException {
        statement.execute("DELETE FROM " + moved);
        statement.execute("DELETE FROM " + touched);
        statement.execute("DELETE FROM " + lines);
    }
}
