package shopstream.app.crashes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import shopstream.app.outside.Api;
import shopstream.app.outside.FileTree;
import shopstream.app.outside.PlatformProcess;

/** The platform that is killed and started again, always on the same data. */
final class CrashedShop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(900);
    private static final long LOOK_EVERY_MILLIS = 10;

    /** Of those looks, so many between two requests to write the lake now. */
    private static final int ASKED_PER_COMMIT = 100;

    private final ShopServer server;
    private final ShopFolder folder;
    private final Path data;
    private volatile PlatformProcess platform;
    private volatile Api api;
    private SmallDisk smallDisk;
    private boolean supervised;

    CrashedShop(ShopServer server, ShopFolder folder, Path data) {
        this.server = server;
        this.folder = folder;
        this.data = data;
    }

    /** Starts the platform; it is not ready yet. */
    void start() {
        platform = PlatformProcess.start(
                data,
                List.of(),
                List.of("up", "--config", folder.configuration().toString()),
                server.environment());
        api = platform.api();
    }

    /** Kill -9 of the platform. */
    void kill() {
        api = null;
        platform.killAll();
    }

    /** The API, as it can be asked now; null while the platform is known to be down. */
    Api api() {
        return api;
    }

    /** From now on the platform is started again when it ends by itself, as a supervisor of services does. */
    void supervise(boolean now) {
        supervised = now;
    }

    /** Deletes all that the platform has kept; it must be down. */
    void deleteData() throws IOException {
        FileTree.delete(data);
    }

    /** From now on the data lies on a disk that can be filled; the platform must be down. */
    void moveToSmallDisk() throws IOException {
        smallDisk = SmallDisk.over(data);
    }

    SmallDisk smallDisk() {
        return smallDisk;
    }

    /** The data lies on its own disk again; the platform must be down. */
    void moveBack() throws IOException {
        smallDisk.close();
        smallDisk = null;
    }

    /** From now on what comes is lost when the power is cut. */
    PowerCut cutPower(Moment.Power power) throws IOException {
        return PowerCut.begin(data, power);
    }

    Backups backups() {
        return new Backups(data);
    }

    /** Goes back to a backup while the platform runs; meanwhile nobody is to ask it. */
    void restore(Path backup) throws IOException, InterruptedException {
        Api asked = api;
        api = null;
        backups().restore(backup);
        api = asked;
    }

    /** Does what the lake asks for where the log has lost records that it holds: its history begins anew. */
    void moveLakeIfAsked(int number) throws IOException, InterruptedException {
        await("the lake says how it stands", () -> lake().path("state").isTextual());
        if (lake().path("message").asText().contains("Move the folder lake")) {
            kill();
            Files.move(data.resolve("lake"), data.resolveSibling("lake-before-" + number));
            start();
            awaitComplete(Instant.now());
        }
    }

    private JsonNode lake() throws IOException, InterruptedException {
        return api.json("/api/status").path("lake");
    }

    void awaitModelsRunning() throws InterruptedException {
        await("its models run", () -> {
            JsonNode marts = api.json("/api/status").get("marts");
            boolean all = !marts.isEmpty();
            for (JsonNode mart : marts) {
                all &= mart.get("state").asText().equals("running");
            }
            return all;
        });
    }

    /** Waits until the first rows of a snapshot have been read. */
    void awaitFirstRows() throws InterruptedException {
        await("it has read rows", () -> {
            long read = 0;
            for (JsonNode dataset : api.json("/api/status").get("datasets")) {
                read += dataset.get("read").asLong();
            }
            return read > 0;
        });
    }

    /** Waits until the rebuild of a mart has come so far, or is over already. */
    void awaitRebuild(String mart, int percent) throws InterruptedException {
        boolean[] begun = new boolean[1];
        await("the rebuild of " + mart + " is at " + percent + " %", () -> {
            for (JsonNode edition : editions(mart)) {
                if (edition.get("role").asText().equals("building")) {
                    begun[0] = true;
                    return edition.get("progress").asDouble() * 100 >= percent;
                }
            }
            return begun[0];
        });
    }

    /** Waits until an edition that was being built is shown. */
    void awaitSwap(String mart) throws InterruptedException {
        boolean[] begun = new boolean[1];
        await("the rebuilt " + mart + " is shown", () -> {
            for (JsonNode edition : editions(mart)) {
                if (edition.get("role").asText().equals("building")) {
                    begun[0] = true;
                    return edition.get("shown").asBoolean();
                }
            }
            return begun[0];
        });
    }

    void awaitNothingBuilding() throws InterruptedException {
        await("no model is being rebuilt", () -> {
            boolean building = false;
            JsonNode marts = api.json("/api/models").get("marts");
            for (JsonNode mart : marts) {
                for (JsonNode edition : mart.get("editions")) {
                    building |= edition.get("role").asText().equals("building");
                }
            }
            return !marts.isEmpty() && !building;
        });
    }

    private JsonNode editions(String mart) throws IOException, InterruptedException {
        for (JsonNode each : api.json("/api/models").get("marts")) {
            if (each.get("name").asText().equals(mart)) {
                return each.get("editions");
            }
        }
        throw new IOException("The mart " + mart + " is not there yet");
    }

    /** What the platform has said since it was started. */
    List<String> said() {
        return platform.said();
    }

    /**
     * Waits until every dashboard is complete beyond a moment.
     *
     * @throws NotRecovered when it does not become so
     */
    void awaitComplete(Instant moment) throws InterruptedException {
        await("the figures are complete up to " + moment, () -> complete("sales", moment) && complete("lines", moment));
    }

    void writeLakeSoon() throws IOException, InterruptedException {
        api.post("/api/lake/commit");
    }

    /** Waits until the lake holds what was committed up to a moment, and has it written soon. */
    void awaitLake(Instant moment) throws InterruptedException {
        int[] asked = new int[1];
        await("the lake holds everything up to " + moment, () -> {
            if (asked[0]++ % ASKED_PER_COMMIT == 0) {
                writeLakeSoon();
            }
            JsonNode held = api.json("/api/status").path("lake").path("heldTo");
            return held.isTextual() && !Instant.parse(held.asText()).isBefore(moment);
        });
    }

    /** Something that is asked of the API until it is so; an answer that fails is no answer. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (!platform.alive() && supervised) {
                start();
            } else if (!platform.alive()) {
                throw new NotRecovered("The platform ended by itself before " + what + "; it said: " + tail());
            }
            if (System.nanoTime() > deadline) {
                throw new NotRecovered("Waited for " + PATIENCE.toSeconds() + " s until " + what + "; status: "
                        + api.status().map(JsonNode::toString).orElse("none"));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static boolean holds(Condition condition) throws InterruptedException {
        try {
            return condition.holds();
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean complete(String dashboard, Instant moment) throws IOException, InterruptedException {
        JsonNode completeTo =
                api.json("/api/" + dashboard + "?from=2090-01-01&to=2090-01-02").path("completeTo");
        return completeTo.isTextual() && Instant.parse(completeTo.asText()).isAfter(moment);
    }

    private String tail() {
        List<String> said = platform.said();
        return String.join(" / ", said.subList(Math.max(0, said.size() - 12), said.size()));
    }

    @Override
    public void close() {
        api = null;
        if (platform != null) {
            platform.close();
        }
        if (smallDisk != null) {
            try {
                moveBack();
            } catch (IOException e) {
                throw new UncheckedIOException("The small disk cannot be taken away from " + data, e);
            }
        }
    }

    /** The platform did not come back, or not to the whole. */
    static final class NotRecovered extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotRecovered(String message) {
            super(message);
        }
    }
}
