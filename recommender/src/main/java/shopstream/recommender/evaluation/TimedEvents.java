package shopstream.recommender.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Sessions;

/**
 * The layout of one event a line in any order: session, item and time in seconds, divided by tabs, below a heading
 * ({@code SessionId ItemId Time}). Sessions are as old as their last event. Of a test session each event but the first is
 * a question about the events before it.
 */
final class TimedEvents {
    static final String TRAINING = "train.txt";
    static final String TEST = "test.txt";

    private static final List<String> HEADING = List.of("SessionId", "ItemId", "Time");

    private record Event(String item, double time) {}

    private TimedEvents() {}

    static SessionDataSet read(Path directory) {
        var items = new ItemIndex();
        Sessions training = sessions(directory.resolve(TRAINING), items::add);
        Sessions test = sessions(directory.resolve(TEST), items::index);
        return new SessionDataSet(items, training, TestPairs.of(test));
    }

    private static Sessions sessions(Path file, ToIntFunction<String> index) {
        Map<String, List<Event>> events = new LinkedHashMap<>();
        TextLines.read(file, (number, line) -> {
            String[] columns = line.split("\t", -1);
            if (number == 1) {
                checkHeading(file, columns);
            } else {
                add(file, number, columns, events);
            }
        });
        List<List<Event>> sessions = new ArrayList<>(events.values());
        sessions.forEach(session -> session.sort(Comparator.comparingDouble(Event::time)));
        sessions.sort(Comparator.comparingDouble(
                session -> session.get(session.size() - 1).time()));
        Sessions.Builder builder = Sessions.builder();
        sessions.forEach(session ->
                builder.add(session.stream().map(Event::item).mapToInt(index).toArray()));
        return builder.build();
    }

    private static void checkHeading(Path file, String[] columns) {
        if (!List.of(columns).equals(HEADING)) {
            throw UnreadableDataSet.at(
                    file,
                    1,
                    "must name the columns " + String.join(", ", HEADING) + ", divided by tabs, but is '"
                            + String.join("\t", columns) + "'");
        }
    }

    private static void add(Path file, int number, String[] columns, Map<String, List<Event>> events) {
        if (columns.length != HEADING.size() || columns[0].isBlank() || columns[1].isBlank()) {
            throw UnreadableDataSet.at(
                    file,
                    number,
                    "must hold a session, an item and a time, divided by tabs, but is '" + String.join("\t", columns)
                            + "'");
        }
        events.computeIfAbsent(columns[0].strip(), session -> new ArrayList<>())
                .add(new Event(columns[1].strip(), time(file, number, columns[2])));
    }

    private static double time(Path file, int number, String text) {
        try {
            double time = Double.parseDouble(text.strip());
            if (Double.isFinite(time)) {
                return time;
            }
        } catch (NumberFormatException e) {
            // Said below, as for what is not finite.
        }
        throw UnreadableDataSet.at(file, number, "the time must be a number of seconds, but is '" + text + "'");
    }
}
