package shopstream.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeMetricsTest {
    private static final Instant SOME_TIME = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void aLakeOfWhichItIsNotKnownWhatItHoldsTellsTheAgeOfItsLastCommit() throws Exception {
        assertThat(metrics(new PlatformStatus.Lake("behind", null, null, SOME_TIME, 4_000_500L, null, Map.of())))
                .contains("shopstream_lake_commit_age_seconds{part=\"history\"} 4000.5")
                .contains("shopstream_lake_job_running{part=\"history\"} 1.0")
                .doesNotContain("shopstream_lake_lag_seconds{");
    }

    @Test
    void aFailedLakeSaysThatItsJobDoesNotRun() throws Exception {
        assertThat(metrics(new PlatformStatus.Lake("failed", SOME_TIME, 60_000L, SOME_TIME, 1_000L, "", Map.of())))
                .contains("shopstream_lake_job_running{part=\"history\"} 0.0")
                .contains("shopstream_lake_lag_seconds{part=\"history\"} 60.0");
    }

    @Test
    void aShopWithoutALakeTellsNothingOfOne() throws Exception {
        assertThat(metrics(null)).doesNotContain("history");
    }

    private static String metrics(PlatformStatus.Lake lake) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        new LakeMetrics(registry, () -> lake).register();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
