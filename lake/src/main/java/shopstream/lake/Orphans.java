package shopstream.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Files below a table's folder that no state of it names: what a killed job had written and not committed. */
final class Orphans {
    private final Table table;

    Orphans(Table table) {
        this.table = table;
    }

    /**
     * Removes them.
     *
     * @param before files that were written since may still be committed
     * @return how many there were
     */
    int remove(Instant before) {
        if (!(table.io() instanceof SupportsPrefixOperations files)) {
            return 0;
        }
        // Listed first: what is committed meanwhile is then among the named ones.
        Map<String, String> old = new HashMap<>();
        for (FileInfo file : files.listPrefix(folder())) {
            if (file.createdAtMillis() < before.toEpochMilli()) {
                old.put(place(file.location()), file.location());
            }
        }
        named().forEach(location -> old.remove(place(location)));
        old.values().forEach(files::deleteFile);
        return old.size();
    }

    /** With a slash behind it: for a storage without folders, that of `items` begins the names of `items_old` too. */
    private String folder() {
        return table.location().endsWith("/") ? table.location() : table.location() + "/";
    }

    /** One file may be spelled {@code file:/a}, {@code file:///a} or {@code /a}: a catalog server has words of its own. */
    private static String place(String location) {
        return location.replaceFirst("^[A-Za-z0-9]+:(//)?", "");
    }

    private Set<String> named() {
        table.refresh();
        Set<String> named = new HashSet<>(ReachableFileUtil.metadataFileLocations(table, false));
        named.addAll(ReachableFileUtil.manifestListLocations(table));
        named.addAll(ReachableFileUtil.statisticsFilesLocations(table));
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
                if (read.add(manifest.path())) {
                    named.add(manifest.path());
                    files(manifest, named);
                }
            }
        }
        return named;
    }

    private void files(ManifestFile manifest, Set<String> named) {
        try (CloseableIterable<? extends ContentFile<?>> files =
                ManifestFiles.read(manifest, table.io(), table.specs())) {
            files.forEach(file -> named.add(file.location()));
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest " + manifest.path() + " cannot be read", e);
        }
    }
}
