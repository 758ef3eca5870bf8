package shopstream.recommender.evaluation;

import java.nio.file.Path;
import java.util.function.ToIntFunction;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Sessions;

/**
 * The layout of one session a line, oldest first, its items divided by blanks; and one question a line: the items so far, a
 * tab, the item that came next.
 */
final class SessionLines {
    static final String TRAINING = "train_sessions.txt";
    static final String TEST = "test_pairs.txt";

    private SessionLines() {}

    static SessionDataSet read(Path directory) {
        var items = new ItemIndex();
        Path training = directory.resolve(TRAINING);
        Sessions.Builder sessions = Sessions.builder();
        TextLines.read(training, (number, line) -> {
            if (line.indexOf('\t') >= 0) {
                throw UnreadableDataSet.at(
                        training, number, "has a tab; a session is item ids divided by blanks: '" + line + "'");
            }
            sessions.add(items(line, items::add));
        });
        Path test = directory.resolve(TEST);
        var pairs = new TestPairs();
        TextLines.read(test, (number, line) -> addPair(test, number, line, items, pairs));
        return new SessionDataSet(items, sessions.build(), pairs);
    }

    private static void addPair(Path file, int number, String line, ItemIndex items, TestPairs pairs) {
        String[] parts = line.split("\t", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw UnreadableDataSet.at(
                    file, number, "must be the items of a session, a tab and the next item, but is '" + line + "'");
        }
        String next = parts[1].strip();
        if (next.contains(" ")) {
            throw UnreadableDataSet.at(file, number, "must name one next item after the tab, but names '" + next + "'");
        }
        pairs.add(items(parts[0], items::index), items.index(next));
    }

    private static int[] items(String line, ToIntFunction<String> index) {
        String[] ids = line.strip().split(" +");
        int[] session = new int[ids.length];
        for (int place = 0; place < ids.length; place++) {
            session[place] = index.applyAsInt(ids[place]);
        }
        return session;
    }
}
