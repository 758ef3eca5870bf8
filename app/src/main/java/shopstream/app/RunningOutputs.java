package shopstream.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import shopstream.app.configuration.OutputsConfiguration;
import shopstream.app.configuration.OutputsConfiguration.Folder;
import shopstream.app.configuration.OutputsConfiguration.KeptFile;
import shopstream.app.configuration.OutputsConfiguration.Objects;
import shopstream.app.configuration.OutputsConfiguration.Popular;
import shopstream.app.configuration.OutputsConfiguration.Recommendations;
import shopstream.app.configuration.Shop;
import shopstream.app.http.PlatformStatus;
import shopstream.app.outputs.DeliveredLake;
import shopstream.app.outputs.DeliveredObjects;
import shopstream.app.outputs.VectorTables;
import shopstream.eventlog.LogAddress;
import shopstream.lake.LakeAddress;
import shopstream.operations.schedules.Work;
import shopstream.recommender.answers.LearnedVectors;
import shopstream.recommender.outputs.DeliveredFiles;
import shopstream.recommender.outputs.DeliveredTopic;
import shopstream.recommender.outputs.Delivery;
import shopstream.recommender.outputs.DeliveryRun;
import shopstream.recommender.outputs.DeliveryTarget;
import shopstream.recommender.outputs.EmbeddingsPush;
import shopstream.recommender.outputs.FolderOfFiles;
import shopstream.recommender.outputs.OpenDeliveries;
import shopstream.recommender.outputs.PopularFile;
import shopstream.recommender.outputs.PopularList;
import shopstream.recommender.outputs.PopularPush;
import shopstream.recommender.outputs.PopularTarget;
import shopstream.recommender.outputs.Webhook;

/** Where recommendations go beside the shop's pages, while the program runs: declared targets, and the work that fills them. */
final class RunningOutputs {
    private static final String FOLDER = "outputs";

    /** After a start there may be much to read. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final OutputsConfiguration declared;
    private final Path folder;
    private final OpenDeliveries open;
    private final LogAddress log;
    private final Supplier<LakeAddress> lakeAddress;
    private final AwaitedLake lake;
    private final Clock clock;
    private final Optional<Webhook> webhook;

    RunningOutputs(Shop shop, LogAddress log, DataDirectory directory, AwaitedLake lake, Clock clock) {
        this.declared = shop.configuration().outputs();
        this.folder = directory.root().resolve(FOLDER);
        this.open = new OpenDeliveries(folder.resolve("deliveries"));
        this.log = log;
        this.lakeAddress = () -> LakeAddress.of(
                directory.directory(RunningLake.FOLDER),
                shop.configuration().lake().stores());
        this.lake = lake;
        this.clock = clock;
        this.webhook = declared.popular()
                .flatMap(Popular::webhook)
                .map(hook -> new Webhook(hook.address(), hook.secret(), Webhook.Patience.USUAL, clock));
    }

    /** Waits until everything is known that there was at the start. */
    @FunctionalInterface
    interface Readiness {
        /** @return whether it is */
        boolean await(Duration atMost) throws InterruptedException;
    }

    /** @param records what is recommended to each active customer, as it is declared */
    Work delivery(Function<Recommendations, DeliveryRun.Records> records, Readiness readiness) {
        return words -> {
            Recommendations wanted = declared.recommendations()
                    .orElseThrow(() -> new IllegalStateException("`outputs:` in shop.yaml has no `recommendations:`."));
            await(readiness);
            DeliveryRun run = new DeliveryRun(open, records.apply(wanted), targets(wanted), clock);
            return OptionalLong.of(run.run(words::say));
        };
    }

    private List<DeliveryTarget> targets(Recommendations wanted) {
        List<DeliveryTarget> targets = new ArrayList<>();
        if (wanted.topic()) {
            targets.add(new DeliveredTopic(log));
        }
        if (wanted.lake()) {
            targets.add(new DeliveredLake(lakeAddress.get(), this::awaitLake));
        }
        wanted.files().map(this::store).map(DeliveredFiles::new).ifPresent(targets::add);
        return targets;
    }

    /** What a restoration puts in its place must not be written before. */
    private void awaitLake() throws InterruptedException {
        if (lake.isAsked()) {
            lake.running();
        }
    }

    private DeliveredFiles.Store store(OutputsConfiguration.Files files) {
        return files instanceof Objects objects
                ? new DeliveredObjects(objects.store())
                : new FolderOfFiles(((Folder) files).folder().orElse(folder.resolve("recommendations")));
    }

    /** @param now what is popular, as it is declared */
    Work popular(Function<Popular, Supplier<PopularList>> now, Readiness readiness) {
        return words -> {
            Popular wanted = declared.popular()
                    .orElseThrow(() -> new IllegalStateException("`outputs:` in shop.yaml has no `popular:`."));
            await(readiness);
            return OptionalLong.of(new PopularPush(now.apply(wanted), told(wanted)).run(words::say));
        };
    }

    private List<PopularTarget> told(Popular wanted) {
        List<PopularTarget> told = new ArrayList<>();
        wanted.file()
                .map(KeptFile::path)
                .map(path -> new PopularFile(path.orElse(folder.resolve("popular.json"))))
                .ifPresent(told::add);
        webhook.ifPresent(told::add);
        return told;
    }

    /** @param now what was learned of products and customers */
    Work embeddings(Supplier<Optional<LearnedVectors>> now, Readiness readiness) {
        return words -> {
            OutputsConfiguration.Embeddings wanted = declared.embeddings()
                    .orElseThrow(() -> new IllegalStateException("`outputs:` in shop.yaml has no `embeddings:`."));
            await(readiness);
            return OptionalLong.of(new EmbeddingsPush(now, new VectorTables(wanted)).run(words::say));
        };
    }

    private static void await(Readiness readiness) throws InterruptedException {
        if (!readiness.await(PATIENCE)) {
            throw new IllegalStateException("Not everything that there was at the start has been read after "
                    + PATIENCE.toMinutes() + " minutes. Look at the status page.");
        }
    }

    /** Null where nothing is declared. */
    PlatformStatus.Outputs status() {
        if (declared.recommendations().isEmpty() && declared.popular().isEmpty()) {
            return null;
        }
        List<Delivery> waiting = open.all();
        return new PlatformStatus.Outputs(
                waiting.size(),
                waiting.stream().map(Delivery::moment).findFirst().orElse(null),
                webhook.map(Webhook::attempts).orElse(Map.of()));
    }
}
