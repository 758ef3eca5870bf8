package shopstream.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shopstream.app.terminal.TextTable;
import shopstream.recommender.evaluation.MethodFigures;

/** How good methods are and what they cost, beside each other. */
final class MethodTable {
    private MethodTable() {}

    /** @param figures of the same metrics, at least one */
    static List<String> lines(List<MethodFigures> figures) {
        List<String> titles = new ArrayList<>(List.of("METHOD"));
        figures.get(0).metrics().keySet().forEach(metric -> titles.add(metric.toUpperCase(Locale.ROOT)));
        titles.addAll(List.of("TRAINED IN", "MEMORY", "PREDICTION", "9 OF 10 WITHIN"));
        TextTable table = new TextTable(titles.toArray(String[]::new));
        for (MethodFigures method : figures) {
            List<String> cells = new ArrayList<>(List.of(method.method()));
            method.metrics().values().forEach(value -> cells.add(String.format(Locale.ROOT, "%.4f", value)));
            cells.add(String.format(Locale.ROOT, "%.1f s", method.training().toMillis() / 1000.0));
            cells.add(KeptLake.size(method.modelBytes()));
            cells.add(micros(method.predictionMicros()));
            cells.add(micros(method.predictionMicrosP90()));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines();
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, micros < 10 ? "%.1f µs" : "%,.0f µs", micros);
    }

    static List<Map<String, Object>> json(List<MethodFigures> figures) {
        return figures.stream().map(MethodTable::json).toList();
    }

    private static Map<String, Object> json(MethodFigures method) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", method.method());
        json.put("metrics", method.metrics());
        json.put("trainingSeconds", method.training().toMillis() / 1000.0);
        json.put("modelBytes", method.modelBytes());
        json.put("predictionMicros", method.predictionMicros());
        json.put("predictionMicrosP90", method.predictionMicrosP90());
        return json;
    }
}
