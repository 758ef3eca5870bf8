package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotGapTest {
    @Test
    void aPlaceBehindATransactionIsNotTrusted() throws SQLException {
        Map<String, Object> kept = Map.of("lsn", 30580488L, "lsn_commit", 30580488L, "messageType", "COMMIT");

        assertThat(SlotGap.after(kept, null, "shopstream_shop"))
                .get()
                .asString()
                .contains("an earlier version");
    }
}
