package shopstream.eventlog.profiles;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a browser turned out to be whose, the earliest first. What it did belongs to the customer who identified last before, and
 * what it did before anybody had to the first who did: two people who share a browser do not share a profile. Immutable.
 */
public final class Joins {
    /** So many are kept; a browser that has more is no visitor's. */
    static final int MOST = 50;

    public static final Joins NONE = new Joins(new Join[0]);

    private final Join[] joins;

    private Joins(Join[] joins) {
        this.joins = joins;
    }

    /** @param millis when the customer was identified, since 1970 */
    public record Join(long millis, String user) implements Comparable<Join> {
        @Override
        public int compareTo(Join other) {
            int times = Long.compare(millis, other.millis);
            return times != 0 ? times : user.compareTo(other.user);
        }
    }

    /** With one more; the same again makes no difference. */
    public Joins with(Join join) {
        int found = Arrays.binarySearch(joins, join);
        if (found >= 0 || joins.length == MOST && -found - 1 == 0) {
            return this;
        }
        int at = -found - 1;
        Join[] more = new Join[joins.length + 1];
        System.arraycopy(joins, 0, more, 0, at);
        more[at] = join;
        System.arraycopy(joins, at, more, at + 1, joins.length - at);
        return new Joins(more.length > MOST ? Arrays.copyOfRange(more, 1, more.length) : more);
    }

    /** Whether the last of them was. @param millis since 1970 */
    boolean areBefore(long millis) {
        return joins.length == 0 || joins[joins.length - 1].millis() < millis;
    }

    /** Whose a browser was at a moment; empty where it never turned out. @param millis since 1970 */
    Optional<String> userAt(long millis) {
        String user = joins.length == 0 ? null : joins[0].user();
        for (Join join : joins) {
            if (join.millis() <= millis) {
                user = join.user();
            }
        }
        return Optional.ofNullable(user);
    }

    /** All who turned out to use the browser. */
    Set<String> users() {
        return Arrays.stream(joins).map(Join::user).collect(Collectors.toSet());
    }

    /** What of a browser's trail is this customer's. */
    public Trail of(String user, Trail trail) {
        Trail own = Trail.EMPTY;
        for (int i = 0; i < joins.length; i++) {
            if (joins[i].user().equals(user)) {
                long from = i == 0 ? Long.MIN_VALUE : joins[i].millis();
                long to = i + 1 == joins.length ? Long.MAX_VALUE : joins[i + 1].millis();
                own = own.with(trail.between(from, to));
            }
        }
        return own;
    }

    void write(StateWriter to) {
        to.count(joins.length);
        for (Join join : joins) {
            to.number(join.millis()).text(join.user());
        }
    }

    static Joins read(StateReader from) {
        int size = from.count();
        Join[] read = new Join[size];
        for (int place = 0; place < size; place++) {
            read[place] = new Join(from.number(), from.text());
        }
        return size == 0 ? NONE : new Joins(read);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Joins those && Arrays.equals(joins, those.joins);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(joins);
    }

    @Override
    public String toString() {
        return Arrays.toString(joins);
    }
}
