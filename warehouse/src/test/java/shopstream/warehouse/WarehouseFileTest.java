package shopstream.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.WarehouseException;

class WarehouseFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T16:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void aSoundOneAndNoneAtAllAreLeftAlone() throws SQLException {
        assertThat(WarehouseFile.putAsideIfDamaged(directory, NOW)).isEmpty();
        write();
        assertThat(WarehouseFile.putAsideIfDamaged(directory, NOW)).isEmpty();
        assertThat(file()).exists();
    }

    @Test
    void oneThatBeginsWithSomethingElseIsPutAside() throws Exception {
        write();
        overwrite(0, 4096);
        assertPutAside();
    }

    @Test
    void oneWhoseHeadersAreDamagedIsPutAside() throws Exception {
        write();
        overwrite(4096 + 100, 9_000);
        assertPutAside();
    }

    @Test
    void oneThatWasCutShortIsPutAside() throws Exception {
        write();
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertPutAside();
    }

    @Test
    void aFileThatCannotBeOpenedForAnotherReasonIsNotTakenForDamaged() throws IOException {
        Files.createDirectories(file());
        assertThatThrownBy(() -> WarehouseFile.putAsideIfDamaged(directory, NOW))
                .isInstanceOf(WarehouseException.class);
    }

    private void assertPutAside() {
        assertThat(WarehouseFile.putAsideIfDamaged(directory, NOW).orElseThrow())
                .contains("damaged", "made anew from the log", directory.toString());
        assertThat(file()).doesNotExist();
        assertThat(directory.resolve("damaged-2026-11-21T160000Z/shop.duckdb")).exists();
        Database.open(file(), Database.Limits.DEFAULT).close();
    }

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private void write() throws SQLException {
        Database database = Database.open(file(), Database.Limits.DEFAULT);
        try (Statement statement = database.writer().createStatement()) {
            for (int table = 0; table < 5; table++) {
                statement.execute("CREATE TABLE t" + table + " AS SELECT i, i::VARCHAR || 'text' AS words FROM range("
                        + 200_000 + ") t(i)");
            }
        }
        database.close();
    }

    private void overwrite(long from, int bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(from);
            file.write(new byte[bytes]);
        }
    }
}
