package shopstream.transformations.flink;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.model.SqlFile;

/** What the planner says about a SELECT, told with the file's line and the next step. */
final class SqlProblems {
    private static final Pattern VALIDATION =
            Pattern.compile("From line (\\d+), column (\\d+) to line \\d+, column \\d+: (.*)", Pattern.DOTALL);
    private static final Pattern AT = Pattern.compile("(.*?) at line (\\d+), column (\\d+)", Pattern.DOTALL);
    private static final Pattern MISSING = Pattern.compile("(Object|Column|Table) '([^']+)' not found");

    private SqlProblems() {}

    /**
     * Adds what went wrong, unless it only follows from a view that is broken itself.
     *
     * @param known names of tables and columns that could have been meant
     */
    static void add(SqlFile sql, Throwable error, Collection<String> known, Set<String> broken, Problems problems) {
        String message = message(error);
        int line = 1;
        String column = "";
        Matcher validation = VALIDATION.matcher(message);
        Matcher at = AT.matcher(message);
        if (validation.find()) {
            line = Integer.parseInt(validation.group(1));
            column = " (column " + validation.group(2) + ")";
            message = validation.group(3);
        } else if (at.find()) {
            line = Integer.parseInt(at.group(2));
            column = " (column " + at.group(3) + ")";
            message = at.group(1);
        }
        message = message.lines().findFirst().orElse(message).replaceFirst("^SQL (parse|validation) failed\\. ?", "");
        if (message.startsWith("Non-query expression")) {
            message = "This is not a SELECT";
        }
        Matcher missing = MISSING.matcher(message);
        Optional<String> name = missing.find() ? Optional.of(missing.group(2)) : Optional.empty();
        if (name.filter(broken::contains).isPresent()) {
            return;
        }
        String next = name.flatMap(word -> Nearest.of(word, known))
                .map(near -> "Did you mean " + near + "?")
                .orElse("Correct the SELECT, then run check again");
        problems.add(sql.at(line), message + column, next);
    }

    /** The message that says most: the first one with a place, else the innermost. */
    static String message(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null
                    && (VALIDATION.matcher(message).find()
                            || AT.matcher(message).find())) {
                return message;
            }
        }
        Throwable innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }
}
