package shopstream.warehouse.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * A generation that is to be shown in place of the one before, which stays beside it unless it was loaded from the same
 * topic.
 *
 * @param before empty where nothing of the mart is shown
 * @param reached how complete the one before is
 */
public record Switch(Generation next, Optional<Generation> before, Optional<Instant> reached) {

    /** The one before, where it has nothing that the next has not. */
    Optional<Generation> gone() {
        return before.filter(old -> old.mart().topic().equals(next.mart().topic()));
    }

    void write(Ledger ledger, Statement statement) throws SQLException {
        next.table().show(statement);
        ledger.show(next);
        if (gone().isPresent()) {
            ledger.remove(gone().get());
            gone().get().table().drop(statement);
        } else if (before.isPresent()) {
            ledger.retire(before.get(), reached);
        }
    }
}
