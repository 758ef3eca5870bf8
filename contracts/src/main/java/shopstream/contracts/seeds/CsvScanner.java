package shopstream.contracts.seeds;

import java.util.ArrayList;
import java.util.List;

/** Takes one CSV row after the other from a text. */
final class CsvScanner {
    private final String text;
    private int at;
    private int line = 1;

    CsvScanner(String text) {
        this.text = text;
    }

    boolean more() {
        return at < text.length();
    }

    int line() {
        return line;
    }

    List<String> row() {
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                continue;
            }
            endLine();
            return fields;
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String field = text.substring(from, at).strip();
        return field.isEmpty() ? null : field;
    }

    private String quoted() {
        int opened = line;
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character == '"' && at < text.length() && text.charAt(at) == '"') {
                at++;
            } else if (character == '"') {
                while (at < text.length() && text.charAt(at) == ' ') {
                    at++;
                }
                return field.toString();
            } else if (character == '\n') {
                line++;
            }
            field.append(character);
        }
        throw new CsvProblem(opened, "opens a quote that is never closed");
    }

    private void endLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length()) {
            if (text.charAt(at) != '\n') {
                throw new CsvProblem(line, "goes on behind a closing quote");
            }
            at++;
        }
        line++;
    }
}
