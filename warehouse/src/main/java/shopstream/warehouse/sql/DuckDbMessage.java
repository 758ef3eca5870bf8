package shopstream.warehouse.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Nearest;

/** What DuckDB says about a question that it cannot answer, in the words of whoever asked. */
record DuckDbMessage(String text) {
    private static final Pattern NO_COLUMN = Pattern.compile(
            "Referenced column \"(.+?)\" not found|does not have a column named \"(.+?)\"|column \"(.+?)\" does not exist"
                    + "|named column \"(.+?)\" was not found");
    private static final Pattern KIND = Pattern.compile("^[A-Z][A-Za-z -]* (Error|Exception): ");
    private static final String RESULT = "Error: ";
    private static final String CLOSED = "Attempting to execute an unsuccessful or closed pending query result";

    static DuckDbMessage of(SQLException failed) {
        String text = String.valueOf(failed.getMessage()).strip();
        int closed = text.indexOf(CLOSED);
        int begin = closed < 0 ? -1 : text.indexOf(RESULT, closed);
        return new DuckDbMessage(begin < 0 ? text : text.substring(begin + RESULT.length()));
    }

    /** @param columns of the tables that the question reads */
    SqlProblem problem(Collection<String> columns) {
        if (text.contains("Out of Memory") || text.contains("bad_alloc") || text.contains("bad allocation")) {
            return tooMuchMemory();
        }
        if (text.contains("No space left")) {
            return noRoom(text);
        }
        if (text.contains("Permission Error")) {
            return new SqlProblem(
                    SqlProblem.Kind.NOT_ALLOWED,
                    "A question may not open files or addresses.",
                    "Read marts, measures and tables of the lake by their names.");
        }
        Matcher column = NO_COLUMN.matcher(text);
        if (column.find()) {
            String name = column.group(1) != null
                    ? column.group(1)
                    : column.group(2) != null
                            ? column.group(2)
                            : column.group(3) != null ? column.group(3) : column.group(4);
            String there = columns.isEmpty() ? "It reads no table." : "There are " + String.join(", ", columns) + ".";
            return new SqlProblem(
                    SqlProblem.Kind.WRONG,
                    "There is no column `" + name + "`.",
                    Nearest.of(name, columns)
                                    .map(nearest -> "Perhaps " + nearest + " is meant. ")
                                    .orElse("")
                            + there);
        }
        return new SqlProblem(
                SqlProblem.Kind.WRONG, KIND.matcher(text).replaceFirst(""), "Correct the question, and ask again.");
    }

    static SqlProblem noRoom(String said) {
        return new SqlProblem(
                SqlProblem.Kind.UNAVAILABLE,
                "The answer cannot be written: " + said + ".",
                "Make room on the disk of the data directory, and ask again.");
    }

    static SqlProblem tooMuchMemory() {
        return new SqlProblem(
                SqlProblem.Kind.TOO_MUCH,
                "The question needs more memory than a question may use.",
                "Read fewer rows or columns, sum up earlier, or ask for shorter texts and lists.");
    }
}
