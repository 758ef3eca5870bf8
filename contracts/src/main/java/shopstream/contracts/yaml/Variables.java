package shopstream.contracts.yaml;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} and {@code ${NAME:-otherwise}} by what the environment says. */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final UnaryOperator<String> environment;
    private final Problems problems;

    Variables(UnaryOperator<String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    String replaced(String text, Place place) {
        if (!text.contains("${")) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            String value = environment.apply(variable.group(1));
            String otherwise = variable.group(2);
            // As in a shell, ":-" also stands in for a variable that is set but empty.
            if (value == null || (value.isEmpty() && otherwise != null)) {
                value = otherwise;
            }
            if (value == null) {
                problems.add(
                        place,
                        "The environment variable " + variable.group(1) + " is not set.",
                        "Set it, or write ${" + variable.group(1) + ":-a default} here.");
                value = "";
            }
            variable.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return variable.appendTail(result).toString();
    }
}
