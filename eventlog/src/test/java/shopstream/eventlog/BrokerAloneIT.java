package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAloneIT {
    @TempDir
    private Path directory;

    @Test
    void everyRecordSentIsReadBeforeTheTimeStops() {
        long begun = System.nanoTime();
        double perSecond = BrokerAlone.recordsPerSecond(directory, 2_000, 200);
        double seconds = (System.nanoTime() - begun) / 1e9;
        // The broker's own start and stop are not counted, so the rate is above that of the call as a whole.
        assertThat(perSecond).isFinite().isGreaterThan(2_000 / seconds);
    }
}
