package shopstream.app.crashes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One shop on one database, killed as a plan says; after each kill every figure and the lake are held against
 * the source.
 */
final class CrashTest implements AutoCloseable {
    private static final int DAYS = 3;

    /** One a second. */
    private static final int MART_LOOKS = 60;

    /**
     * What came of one kill.
     *
     * @param seconds from the last start until the figures were complete up to after the last change
     * @param rows lines that the source had then
     * @param wrong one sentence each; none when all is right
     */
    record Outcome(double seconds, long rows, List<String> wrong) {}

    private final CrashPlan plan;
    private final ShopServer server;
    private final ShopFolder folder;
    private final CrashedShop shop;
    private final Marks marks = new Marks();
    private final Witness witness;
    private final List<RandomChanges> changes = new ArrayList<>();
    private final LocalDateTime newest = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);

    CrashTest(CrashPlan plan, ShopServer server, ShopFolder folder, Path data) {
        this.plan = plan;
        this.server = server;
        this.folder = folder;
        this.shop = new CrashedShop(server, folder, data);
        for (int writer = 0; writer < Marks.WRITERS; writer++) {
            changes.add(new RandomChanges(plan.seed(), writer, newest, DAYS));
        }
        this.witness = new Witness(marks, shop::api);
    }

    /** Fills the shop and lets the platform read it. */
    void begin() throws SQLException, InterruptedException {
        try (Connection owner = server.connect()) {
            server.dialect().prepare(owner);
            ShopTables.create(owner, server.dialect(), plan.seed(), newest, DAYS);
            marks.place(owner, newest.toString());
            server.prepareForCapture(owner);
        }
        shop.start();
        shop.awaitComplete(Instant.now());
    }

    /** One kill, and everything after it until the figures were looked at. */
    Outcome after(Crash crash) throws SQLException, IOException, InterruptedException {
        boolean marksStay = !(crash.moment() instanceof Moment.Truncate);
        witness.expect(marksStay, crash.insertOnly());
        CrashRound round = new CrashRound(crash, server, folder, shop, witness);
        List<String> wrong = new ArrayList<>();
        double seconds = Double.NaN;
        long rows = 0;
        try {
            round.prepare();
            Writers writers = Writers.start(server, changes, marks, crash);
            long begun = round.strike(writers);
            writers.awaitEnd();
            shop.awaitComplete(Instant.now());
            seconds = (System.nanoTime() - begun) / 1e9;
            round.settle();
            if (crash.moment() instanceof Moment.Backup) {
                round.restore(changes, marks);
            }
            Verdict verdict = verdict();
            wrong.addAll(verdict.differences());
            rows = verdict.rows();
            wrong.addAll(lakeDifferences());
            round.finish();
            if (!marksStay) {
                putMarksBack();
            }
        } catch (CrashedShop.NotRecovered not) {
            wrong.add(not.getMessage());
        }
        wrong.addAll(witness.contradictions());
        return new Outcome(seconds, rows, List.copyOf(wrong));
    }

    /** How many answers were held against those before them. */
    long answers() {
        return witness.answers();
    }

    /** Keeps what the platform said last. */
    void keepWords(Path file) throws IOException {
        Files.write(file, shop.said());
    }

    private Verdict verdict() throws SQLException, IOException, InterruptedException {
        String days = "&from=" + newest.toLocalDate().minusDays(DAYS + 2L) + "&to="
                + newest.toLocalDate().plusDays(2);
        try (Connection source = server.connect()) {
            return Verdict.of(shop.api(), source, folder.regions(), days);
        }
    }

    private List<String> lakeDifferences() throws SQLException, IOException, InterruptedException {
        shop.awaitLake(Instant.now());
        try (Connection source = server.connect()) {
            server.dialect().prepare(source);
            LakeRows rows = new LakeRows(shop.api(), source);
            List<String> differences = rows.differences();
            List<String> ofMarts = rows.differencesOfMarts();
            for (int i = 0; i < MART_LOOKS && !ofMarts.isEmpty(); i++) {
                TimeUnit.SECONDS.sleep(1);
                shop.writeLakeSoon();
                ofMarts = rows.differencesOfMarts();
            }
            differences.addAll(ofMarts);
            return differences;
        }
    }

    private void putMarksBack() throws SQLException, InterruptedException {
        try (Connection owner = server.connect()) {
            server.dialect().prepare(owner);
            marks.place(owner, newest.toString());
            marks.forget();
        }
        shop.awaitComplete(Instant.now());
    }

    @Override
    public void close() {
        witness.close();
        shop.close();
        server.close();
    }
}
