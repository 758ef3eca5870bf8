package shopstream.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;

/**
 * A copy of a lake: of each table the newest state, which holds every version of every row, as files that no catalog is
 * needed for. What is written meanwhile is not in it. Earlier states are not kept.
 */
public final class LakeBackup {
    static final String SCHEMA = "schema.json";
    static final String PARTITIONS = "partitions.json";
    static final String COMMENT = "comment";

    /** The folder with the table of what was delivered, which is nobody's history. */
    static final String DELIVERED = "delivered";

    /** One line for each file of rows: its checksum, its number of rows, its name. */
    static final String FILES = "files";

    private LakeBackup() {}

    /**
     * Takes it. Its files stay as long as it may take, whatever maintenance does meanwhile.
     *
     * @param directory is made
     * @return how many rows are in it
     */
    public static long take(Lake lake, Path directory, Clock clock) {
        long rows = 0;
        for (HistoryTable history : lake.histories()) {
            rows += take(history, directory.resolve(history.dataset()), clock);
        }
        Optional<HistoryTable> delivered = lake.recommendationsIfAny().map(RecommendationTable::states);
        if (delivered.isPresent()) {
            rows += take(delivered.get(), directory.resolve(DELIVERED).resolve(RecommendationTable.NAME), clock);
        }
        return rows;
    }

    private static long take(HistoryTable history, Path folder, Clock clock) {
        Optional<HistoryTable.State> newest = history.newest();
        newest.ifPresent(state -> history.keep(state.id(), clock.instant()));
        Table table = history.table();
        List<String> lines = new ArrayList<>();
        long rows = 0;
        try {
            Files.createDirectories(folder);
            for (HistoryTable.DataFile file :
                    newest.map(state -> history.files(state.id())).orElse(List.of())) {
                String name = String.format("%06d.parquet", lines.size());
                String checksum = copy(table, file.location(), folder.resolve(name));
                lines.add(checksum + " " + file.rows() + " " + name);
                rows += file.rows();
            }
            Files.writeString(folder.resolve(SCHEMA), SchemaParser.toJson(table.schema(), true));
            Files.writeString(folder.resolve(PARTITIONS), PartitionSpecParser.toJson(table.spec(), true));
            Files.writeString(folder.resolve(COMMENT), table.properties().getOrDefault("comment", ""));
            Files.write(folder.resolve(FILES), lines, UTF_8);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The lake's " + history.dataset() + " cannot be copied to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String copy(Table table, String location, Path target) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = table.io().newInputFile(location).newStream();
                var out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
