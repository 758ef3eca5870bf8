package shopstream.lake;

import java.util.Optional;

/**
 * What a lake is kept in.
 *
 * @param files empty for this machine's disk
 * @param catalog empty for a file beside the tables, or in the lake's own directory where those are elsewhere
 * @param copiesBytes how much of files that are elsewhere is kept on this machine, for reading
 */
public record LakeStores(Optional<ObjectStore> files, Optional<RemoteCatalog> catalog, long copiesBytes) {
    /** Ten gigabytes. */
    public static final long COPIES_BYTES = 10L << 30;

    /** All of it in one directory. */
    public static final LakeStores ON_DISK = new LakeStores(Optional.empty(), Optional.empty());

    public LakeStores(Optional<ObjectStore> files, Optional<RemoteCatalog> catalog) {
        this(files, catalog, COPIES_BYTES);
    }

    /** Whether nothing of it is anywhere but in its directory. */
    public boolean onDisk() {
        return files.isEmpty() && catalog.isEmpty();
    }
}
