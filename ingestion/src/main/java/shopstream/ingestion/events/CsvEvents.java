package shopstream.ingestion.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import shopstream.contracts.seeds.CsvProblem;
import shopstream.contracts.seeds.CsvRows;

/**
 * Events as rows of CSV (RFC 4180). A column is a field of the event ({@code userId}), a path into it
 * ({@code context.page.url}), or else one of its properties; an empty cell is nothing.
 */
final class CsvEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECORD_MAX = EventLimits.EVENT_BYTES * 2;

    private static final Set<String> OF_THE_EVENT =
            Set.of("messageId", "type", "event", "userId", "anonymousId", "timestamp", "originalTimestamp", "sentAt");

    private CsvEvents() {}

    static void read(BufferedReader reader, Consumer<FileEvent> each) throws IOException {
        Records records = new Records(reader);
        String header = records.next();
        if (header == null) {
            each.accept(FileEvent.faulty(1, "The file has no header with the columns' names."));
            return;
        }
        for (String record = records.next(); record != null; record = records.next()) {
            each.accept(event(header, record, records.begin));
        }
    }

    private static FileEvent event(String header, String record, int line) {
        if (record.length() > RECORD_MAX) {
            return FileEvent.faulty(
                    line, "The row has more than " + (RECORD_MAX >> 10) + " KB. Is a quote not closed?");
        }
        try {
            CsvRows rows = CsvRows.parse(header + "\n" + record);
            ObjectNode event = JSON.createObjectNode();
            List<String> values = rows.rows().get(0);
            for (int at = 0; at < values.size(); at++) {
                if (values.get(at) != null) {
                    put(event, rows.columns().get(at), values.get(at));
                }
            }
            return JsonLine.event(line, event.toString());
        } catch (CsvProblem wrong) {
            return FileEvent.faulty(line, "The row " + wrong.getMessage().replaceFirst("Line \\d+ ", "") + ".");
        }
    }

    private static void put(ObjectNode event, String column, String value) {
        if (OF_THE_EVENT.contains(column)) {
            event.put(column, value);
            return;
        }
        String[] path = (column.contains(".") ? column : "properties." + column).split("\\.");
        ObjectNode at = event;
        for (int step = 0; step < path.length - 1; step++) {
            at = at.withObjectProperty(path[step]);
        }
        at.put(path[path.length - 1], value);
    }

    /** The file's records: lines, put together where a quoted field goes on. */
    private static final class Records {
        private final BufferedReader reader;
        private int line;
        private int begin;

        Records(BufferedReader reader) {
            this.reader = reader;
        }

        /** Null at the end. */
        String next() throws IOException {
            String text = reader.readLine();
            while (text != null && text.isBlank()) {
                line++;
                text = reader.readLine();
            }
            begin = ++line;
            if (text == null) {
                return null;
            }
            StringBuilder record = new StringBuilder(text);
            boolean open = quotes(text) % 2 == 1;
            while (open && record.length() <= RECORD_MAX) {
                String more = reader.readLine();
                if (more == null) {
                    break;
                }
                line++;
                record.append('\n').append(more);
                open = quotes(more) % 2 == 0;
            }
            return record.toString();
        }

        private static long quotes(String text) {
            return text.chars().filter(c -> c == '"').count();
        }
    }
}
