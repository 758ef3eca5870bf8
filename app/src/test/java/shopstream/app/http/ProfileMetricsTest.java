package shopstream.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProfileMetricsTest {
    @Test
    void aFailedJobSaysThatItDoesNotRun() throws Exception {
        assertThat(metrics(new PlatformStatus.Profiles("failed", "why", 12L)))
                .contains("shopstream_profiles_job_running 0.0", "shopstream_profiles_behind_events 12.0");
        assertThat(metrics(new PlatformStatus.Profiles("running", null, 0L)))
                .contains("shopstream_profiles_job_running 1.0", "shopstream_profiles_behind_events 0.0");
    }

    @Test
    void whatIsNotKnownIsNotTold() throws Exception {
        assertThat(metrics(new PlatformStatus.Profiles("starting", null, null)))
                .contains("shopstream_profiles_job_running 0.0")
                .doesNotContain("shopstream_profiles_behind_events ");
        assertThat(metrics(null)).doesNotContain("shopstream_profiles_job_running ");
    }

    private static String metrics(PlatformStatus.Profiles profiles) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        new ProfileMetrics(registry, () -> profiles).register();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
