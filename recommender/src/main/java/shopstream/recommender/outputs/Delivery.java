package shopstream.recommender.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One delivery: records that were made up once, and are the same for every target and however often they are sent. Its name is
 * that of what it becomes everywhere, so that a target knows it again.
 *
 * @param moment at which its records are true, in milliseconds
 */
public record Delivery(Instant moment, Path folder) {
    static final String RECORDS = "records.jsonl";
    static final String GONE = "gone";

    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{9}Z");
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /** Takes one record after the other. */
    @FunctionalInterface
    public interface Taker {
        void take(DeliveredLine line) throws IOException;
    }

    public Delivery {
        moment = moment.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What a delivery of a moment is called. */
    static String run(Instant moment) {
        return RUN.format(moment);
    }

    /** Whether something is called as a delivery is. */
    static boolean isRun(String name) {
        return NAME.matcher(name).matches();
    }

    /** The delivery in a folder that is called as it is. */
    static Delivery in(Path folder) {
        return new Delivery(RUN.parse(folder.getFileName().toString(), Instant::from), folder);
    }

    /** What it is called, as {@code 20261130T160000000Z}: its moment, so that a later one sorts behind. */
    public String run() {
        return run(moment);
    }

    /** The records, one a line. */
    public Path records() {
        return folder.resolve(RECORDS);
    }

    /** The hour that its records are filed under. */
    String hour() {
        return HourFolder.of(moment);
    }

    /** Gives all of its records. */
    public void each(Taker taker) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(records(), UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                taker.take(DeliveredLine.of(line));
            }
        }
    }

    /** Customers to whom an earlier one was delivered, and this is not: they are no longer active. */
    List<String> gone() throws IOException {
        return Files.readAllLines(folder.resolve(GONE), UTF_8);
    }

    /** How many records it has. */
    long count() {
        try (Stream<String> lines = Files.lines(records(), UTF_8)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The delivery " + records() + " cannot be read", unreadable);
        }
    }
}
