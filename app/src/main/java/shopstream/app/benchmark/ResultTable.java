package shopstream.app.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was measured, as lines for people and as Markdown. */
record ResultTable(List<Figure> figures) {
    private static final List<String> HEADS = List.of("what", "measured", "asked for", "limit beside it", "");

    ResultTable {
        figures = List.copyOf(figures);
    }

    boolean missed() {
        return figures.stream().anyMatch(figure -> figure.verdict() == Figure.Verdict.MISSED);
    }

    /** Lines in columns. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADS);
        figures.forEach(figure -> rows.add(cells(figure)));
        int[] widths = new int[HEADS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> padded(row, widths)).toList();
    }

    /** @param earlier rows as they are to stand, after these */
    String markdown(List<String> earlier) {
        StringBuilder text = new StringBuilder();
        text.append(row(HEADS)).append('\n').append("|---".repeat(HEADS.size())).append("|\n");
        figures.forEach(figure -> text.append(row(cells(figure))).append('\n'));
        earlier.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static List<String> cells(Figure figure) {
        return List.of(
                figure.what(),
                figure.measured(),
                figure.askedFor(),
                figure.limit(),
                figure.verdict().word());
    }

    private static String padded(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
