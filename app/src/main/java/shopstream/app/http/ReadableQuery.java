package shopstream.app.http;

import java.util.regex.Pattern;
import shopstream.warehouse.questions.BadParameter;

/** Refuses a query that cannot be read as it was meant: without the broken part it would be another question. */
final class ReadableQuery {
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");

    private ReadableQuery() {}

    /**
     * @param query as it came, still encoded; null when there is none
     * @throws BadParameter for the first parameter with a broken escape
     */
    static void require(String query) {
        if (query == null) {
            return;
        }
        for (String parameter : query.split("&")) {
            if (BROKEN.matcher(parameter).find()) {
                int end = parameter.indexOf('=');
                throw new BadParameter(
                        end < 0 ? parameter : parameter.substring(0, end),
                        end < 0 ? "" : parameter.substring(end + 1),
                        "\"" + parameter
                                + "\" cannot be read: a % begins the two hexadecimal digits of a byte other than 00.",
                        "text in UTF-8, percent-encoded; a % itself is %25");
            }
        }
    }
}
