package shopstream.recommender.embedding;

import java.util.Arrays;
import shopstream.recommender.sessions.Sessions;

/** The beginnings of sessions whose next item is a new one in its session, oldest first. */
final class TrainingExamples {
    private final Sessions sessions;
    private int[] session = new int[1024];
    private int[] length = new int[1024];
    private int size;

    TrainingExamples(Sessions sessions) {
        this.sessions = sessions;
        for (int each = 0; each < sessions.count(); each++) {
            int[] items = sessions.session(each);
            for (int place = 1; place < items.length; place++) {
                if (!isBefore(items, place)) {
                    add(each, place);
                }
            }
        }
    }

    private static boolean isBefore(int[] items, int place) {
        for (int earlier = 0; earlier < place; earlier++) {
            if (items[earlier] == items[place]) {
                return true;
            }
        }
        return false;
    }

    private void add(int each, int place) {
        if (size == session.length) {
            session = Arrays.copyOf(session, 2 * size);
            length = Arrays.copyOf(length, 2 * size);
        }
        session[size] = each;
        length[size++] = place;
    }

    int size() {
        return size;
    }

    /** The items so far, the last ones that count. */
    int[] items(int example) {
        return sessions.prefix(session[example], length[example]);
    }

    /** The session that an example is the beginning of. */
    int visit(int example) {
        return session[example];
    }

    int next(int example) {
        return sessions.item(session[example], length[example]);
    }
}
