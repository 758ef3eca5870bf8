package shopstream.recommender.outputs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The folder of an hour, named so that engines which know Hive's partitions read it: by the clocks of UTC. */
final class HourFolder {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'year='uuuu/'month='MM/'day='dd/'hour='HH")
            .withZone(ZoneOffset.UTC);

    private HourFolder() {}

    /** That of a moment, as {@code year=2026/month=11/day=30/hour=16}. */
    static String of(Instant moment) {
        return NAME.format(moment);
    }
}
