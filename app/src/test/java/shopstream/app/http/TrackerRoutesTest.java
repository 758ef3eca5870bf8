package shopstream.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TrackerRoutesTest {
    private static final int FIVE_KILOBYTES = 5_000;

    @Test
    void theScriptIsSmallEnoughForEveryPage() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(TrackerRoutes.script());
        }
        assertThat(packed.size()).isBetween(1_000, FIVE_KILOBYTES);
    }
}
