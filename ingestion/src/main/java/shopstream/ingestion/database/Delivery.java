package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Up to which place of the source's log everything has been delivered and appended, told as soon as it can be. */
interface Delivery {
    /** The place; durable after the log's next flush. */
    LogPlace reachedBy(ChangeReader reader);

    /**
     * Called now and then, so that a server can be made to show the end of a log in which nothing is for us.
     *
     * @param waiting the oldest head of the log that is not known to be delivered; null when there is none
     */
    default void urge(Connection connection, LogHead waiting) throws SQLException {}
}
