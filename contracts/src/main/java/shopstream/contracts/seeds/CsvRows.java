package shopstream.contracts.seeds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows under a header, from CSV text as RFC 4180 has it. An empty field is null, a quoted empty field ("") is the empty text.
 *
 * @param lines the line of the text each row begins on, counted from 1
 */
public record CsvRows(List<String> columns, List<List<String>> rows, List<Integer> lines) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Keeps unmodifiable views; fields may be null. */
    public CsvRows {
        columns = List.copyOf(columns);
        rows = rows.stream().map(Collections::unmodifiableList).toList();
        lines = List.copyOf(lines);
    }

    /**
     * Reads CSV text.
     *
     * @throws CsvProblem with the line, when there is no header, a quote is not closed or a row has another
     *     number of fields than the header
     */
    public static CsvRows parse(String text) {
        CsvScanner scanner = new CsvScanner(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        List<List<String>> rows = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        List<String> header = null;
        while (scanner.more()) {
            int line = scanner.line();
            List<String> row = scanner.row();
            if (row.size() == 1 && row.get(0) == null) {
                continue;
            }
            if (header == null) {
                header = row.stream()
                        .map(name -> name == null ? "" : name.strip())
                        .toList();
            } else if (row.size() != header.size()) {
                throw new CsvProblem(line, "has " + row.size() + " fields, the header has " + header.size());
            } else {
                rows.add(row);
                lines.add(line);
            }
        }
        if (header == null) {
            throw new CsvProblem(1, "should be a header with the columns' names, and is empty");
        }
        return new CsvRows(header, rows, lines);
    }

    /** The values of one column, by its place in the header. */
    public List<String> column(int index) {
        List<String> values = new ArrayList<>();
        for (List<String> row : rows) {
            values.add(row.get(index));
        }
        return values;
    }
}
