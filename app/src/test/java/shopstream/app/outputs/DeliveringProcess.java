package shopstream.app.outputs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shopstream.eventlog.LogAddress;
import shopstream.lake.LakeAddress;
import shopstream.recommender.outputs.CustomerDetails;
import shopstream.recommender.outputs.DeliveredFiles;
import shopstream.recommender.outputs.DeliveredRecord;
import shopstream.recommender.outputs.DeliveredRecord.Recommended;
import shopstream.recommender.outputs.DeliveredRecord.Similar;
import shopstream.recommender.outputs.DeliveredTopic;
import shopstream.recommender.outputs.DeliveryRun;
import shopstream.recommender.outputs.FolderOfFiles;
import shopstream.recommender.outputs.OpenDeliveries;

/** Delivers to a topic, the lake and files in a process of its own, for tests that kill it. */
final class DeliveringProcess {
    static final int CUSTOMERS = 4_000;
    static final Instant HOUR = Instant.parse("2026-11-30T16:00:00Z");

    private DeliveringProcess() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("begun");
        deliver(arguments[0], Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        System.out.println("done");
        System.exit(0);
    }

    /** @param run which one of its hour it is: each makes up other scores */
    static void deliver(String broker, Path directory, int run) throws InterruptedException {
        LogAddress log = new LogAddress(broker, Map.of(), "test", (short) 1);
        Instant now = HOUR.plusSeconds(run * 60L);
        new DeliveryRun(
                        new OpenDeliveries(directory.resolve("state")),
                        (at, into) -> records(run, into),
                        List.of(
                                new DeliveredTopic(log),
                                new DeliveredLake(LakeAddress.in(directory.resolve("lake")), () -> {}),
                                new DeliveredFiles(new FolderOfFiles(directory.resolve("files")))),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run(System.out::println);
    }

    private static void records(int run, Consumer<DeliveredRecord> into) {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            into.accept(new DeliveredRecord(
                    "visit",
                    Integer.toString(customer),
                    CustomerDetails.NONE,
                    List.of(),
                    List.of(new Recommended("P" + customer % 7, run), new Recommended("Q", 0.5)),
                    new Similar(Optional.empty(), List.of())));
        }
    }
}
