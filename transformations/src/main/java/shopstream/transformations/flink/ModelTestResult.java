package shopstream.transformations.flink;

import java.util.List;
import shopstream.transformations.model.ModelTest;

/**
 * How a model's test went.
 *
 * @param missing expected rows that the mart does not have, as CSV under the test's header
 * @param unexpected rows the mart has and should not
 * @param error why it could not be run; else empty
 */
public record ModelTestResult(
        String mart, ModelTest test, List<String> missing, List<String> unexpected, String error) {
    /** Whether the mart has exactly the rows expected. */
    public boolean passed() {
        return missing.isEmpty() && unexpected.isEmpty() && error.isEmpty();
    }

    /** The difference, one row a line; empty when passed. */
    public String difference() {
        StringBuilder text = new StringBuilder();
        if (!error.isEmpty()) {
            text.append("  ").append(error).append('\n');
        }
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            text.append("    ")
                    .append(String.join(",", test.expect().columns()))
                    .append('\n');
        }
        missing.forEach(row -> text.append("  - ").append(row).append("   (expected, not there)\n"));
        unexpected.forEach(row -> text.append("  + ").append(row).append("   (there, not expected)\n"));
        return text.toString();
    }
}
