package shopstream.ingestion.database;

import java.util.Locale;

/**
 * What capture needs on a PostgreSQL server beside the tables: a publication that says which tables' changes are sent, and
 * a slot that keeps the log until it has been read. MariaDB and MySQL need neither.
 *
 * @param slot name of the replication slot
 * @param publication name of the publication
 * @param mayCreate whether the owner of the shop lets us create both; else an administrator does
 * @param mostLogHeldBack bytes of log that the slot may hold back before there is a warning
 */
public record ServerObjects(String slot, String publication, boolean mayCreate, long mostLogHeldBack) {
    /** What is warned of unless the shop's configuration says otherwise: 5 GB. */
    public static final long MOST_LOG_HELD_BACK = 5L << 30;

    /** PostgreSQL's longest name. */
    private static final int LONGEST = 63;

    /** The objects of a source, named for it and for the installation: {@code shopstream_shop}. They are not created. */
    public static ServerObjects of(String logPrefix, String source) {
        String name = (logPrefix + "_" + source).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String fits = name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST - 9) + "_" + String.format("%08x", name.hashCode());
        return new ServerObjects(fits, fits, false, MOST_LOG_HELD_BACK);
    }

    /** The same objects, which we may create or not. */
    public ServerObjects creating(boolean allowed) {
        return new ServerObjects(slot, publication, allowed, mostLogHeldBack);
    }

    /** The same objects with another limit. */
    public ServerObjects holdingBackAtMost(long bytes) {
        return new ServerObjects(slot, publication, mayCreate, bytes);
    }
}
