package shopstream.app.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shopstream.lake.S3Server;
import shopstream.recommender.outputs.CustomerDetails;
import shopstream.recommender.outputs.DeliveredFiles;
import shopstream.recommender.outputs.DeliveredRecord;
import shopstream.recommender.outputs.DeliveredRecord.Similar;
import shopstream.recommender.outputs.DeliveryRun;
import shopstream.recommender.outputs.OpenDeliveries;

/** Deliveries to a server that speaks S3, which goes away and comes back. */
class DeliveredObjectsIT {
    private static final Instant FOUR = Instant.parse("2026-11-30T16:10:00Z");

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();

    private void deliver(S3Server s3, Instant now) throws InterruptedException {
        new DeliveryRun(
                        new OpenDeliveries(directory.resolve("state")),
                        (at, into) -> into.accept(new DeliveredRecord(
                                at.toString(),
                                "7",
                                CustomerDetails.NONE,
                                List.of(),
                                List.of(),
                                new Similar(Optional.empty(), List.of()))),
                        List.of(new DeliveredFiles(new DeliveredObjects(s3.store("deliveries")))),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run(said::add);
    }

    /** The contents that the server keeps, as it lays them out. */
    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("s3"))) {
            List<String> contents = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".json"))
                    .toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                if (text.contains("session_id")) {
                    contents.add(text.replaceAll(".*\"session_id\":\"([^\"]*)\".*\\n", "$1"));
                }
            }
            return contents.stream().sorted().toList();
        }
    }

    @Test
    @Timeout(240)
    void whatCouldNotBePutIsPutOnceTheServerIsBackUnderTheHourItIsOf() throws Exception {
        try (S3Server s3 = new S3Server(directory.resolve("s3"))) {
            deliver(s3, FOUR);
            s3.stop();
            assertThatThrownBy(() -> deliver(s3, FOUR.plus(Duration.ofHours(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("To files in s3://lake/deliveries: s3://lake/deliveries cannot be reached")
                    .hasMessageContaining("Check that its server runs, and `s3:` in shop.yaml.")
                    .hasMessageEndingWith("What was made up is kept, and sent by the next attempt.");
            s3.start();
            deliver(s3, FOUR.plus(Duration.ofHours(2)));
            assertThat(said).contains("Made up for the delivery 20261130T171000000Z, which was not with everybody");
            assertThat(kept()).containsExactly("2026-11-30T16:10:00Z", "2026-11-30T17:10:00Z", "2026-11-30T18:10:00Z");
        }
    }
}
