package shopstream.warehouse.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts the rows of one cell together, of which each batch adds one to every cell that it changes. A few days of one level at a
 * time: the rows of the next batches wait for it, and for the checkpoint of what it writes.
 */
final class Folding {

    static final long UNFOLDED_ROWS = 50_000;
    private static final int FEW_DAYS = 10;

    private final List<Level> levels;
    private final SumSql sql;
    private final String folded;
    private final long unfoldedRows;
    private final Deque<FewDays> unfolded = new ArrayDeque<>();
    private final Set<LocalDate> addedDays = new TreeSet<>();
    private boolean addedBefore;
    private long addedRows;

    /**
     * @param folded the name of a temporary table
     * @param unfoldedRows so many rows may lie beside the cells they belong to
     */
    Folding(List<Level> levels, SumSql sql, String folded, long unfoldedRows) {
        this.levels = levels;
        this.sql = sql;
        this.folded = folded;
        this.unfoldedRows = unfoldedRows;
    }

    /** Other rows may be there than were told. */
    void forget() {
        unfolded.clear();
        addedDays.clear();
        addedRows = 0;
        addedBefore = true;
    }

    /** Takes note of rows that a batch has added to these days. */
    void added(Set<LocalDate> days, long rows) {
        addedDays.addAll(days);
        addedRows += rows;
    }

    void foldFewDays(Statement statement) throws SQLException {
        if (unfolded.isEmpty() && addedRows > unfoldedRows) {
            // Of rows that an earlier run has added it is not known any more to which days.
            noteUnfolded(addedBefore ? days(statement, levels.get(0).qualified()) : addedDays);
            addedBefore = false;
            addedDays.clear();
            addedRows = 0;
        }
        FewDays next = unfolded.poll();
        if (next != null) {
            fold(statement, next);
        }
    }

    private void noteUnfolded(Collection<LocalDate> days) {
        List<LocalDate> inOrder = List.copyOf(days);
        for (Level level : levels) {
            for (int from = 0; from < inOrder.size(); from += FEW_DAYS) {
                unfolded.add(new FewDays(level, inOrder.subList(from, Math.min(from + FEW_DAYS, inOrder.size()))));
            }
        }
    }

    private void fold(Statement statement, FewDays few) throws SQLException {
        String level = few.level().qualified();
        String those = " WHERE " + few.condition();
        statement.execute("CREATE OR REPLACE TEMP TABLE " + folded + " AS " + sql.folded(few.level(), few.condition())
                + " ORDER BY day");
        if (rows(statement, level + those) > rows(statement, folded)) {
            statement.execute("DELETE FROM " + level + those);
            statement.execute("INSERT INTO " + level + " SELECT * FROM " + folded);
        }
        statement.execute("DELETE FROM " + folded);
    }

    private static long rows(Statement statement, String table) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    static Set<LocalDate> days(Statement statement, String table) throws SQLException {
        var found = new TreeSet<LocalDate>();
        try (ResultSet days = statement.executeQuery("SELECT DISTINCT day FROM " + table + " WHERE day IS NOT NULL")) {
            while (days.next()) {
                found.add(days.getObject(1, LocalDate.class));
            }
        }
        return found;
    }

    /** What is folded at once. */
    private record FewDays(Level level, List<LocalDate> days) {
        String condition() {
            return days.stream().map(day -> "DATE '" + day + "'").collect(Collectors.joining(", ", "day IN (", ")"));
        }
    }
}
