package shopstream.recommender.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import shopstream.eventlog.WholeFile;

/**
 * The deliveries that are not with everybody yet, in files: each is written down as a whole before anything of it is sent, so that
 * one that dies half sent is sent again and not made up anew. The last one that everybody has stays, so that it is known who had
 * one. One process at a time writes here.
 */
public final class OpenDeliveries {
    private static final String UNFINISHED = ".unfinished";

    private final Path open;
    private final Path last;

    /** @param folder of its own */
    public OpenDeliveries(Path folder) {
        this.open = folder.resolve("open");
        this.last = folder.resolve("last");
    }

    /** All that are not with everybody, the oldest first. */
    public List<Delivery> all() {
        return deliveries(open);
    }

    private static List<Delivery> deliveries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Delivery.isRun(file.getFileName().toString()))
                    .sorted()
                    .map(Delivery::in)
                    .toList();
        } catch (NoSuchFileException noneYet) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes one down that is true at a moment; it is open, and durable on return. */
    Delivery begin(Instant moment, DeliveryRun.Records records) throws InterruptedException {
        String run = Delivery.run(moment);
        Path unfinished = open.resolve(run + UNFINISHED);
        try {
            removeUnfinished();
            Set<String> gone = customersBefore();
            Files.createDirectories(unfinished);
            write(
                    unfinished.resolve(Delivery.RECORDS),
                    lines -> records.at(moment, record -> {
                        lines.line(record.line());
                        gone.remove(record.customer());
                    }));
            write(unfinished.resolve(Delivery.GONE), lines -> gone.forEach(lines::line));
            WholeFile.move(unfinished, open.resolve(run));
            return Delivery.in(open.resolve(run));
        } catch (IOException | UncheckedIOException full) {
            throw failed(open, full);
        }
    }

    /** Who was sent something, be it only by a delivery that is not with everybody. */
    private Set<String> customersBefore() throws IOException {
        Set<String> customers = new TreeSet<>();
        for (Path folder : List.of(last, open)) {
            for (Delivery delivery : deliveries(folder)) {
                delivery.each(line -> customers.add(line.customer()));
            }
        }
        return customers;
    }

    /** Everybody has it, and none that is older will be sent to those who want the newest. */
    void done(Delivery delivery) {
        try {
            Files.createDirectories(last);
            Set<Path> before = new HashSet<>();
            deliveries(last).forEach(each -> before.add(each.folder()));
            WholeFile.move(delivery.folder(), last.resolve(delivery.run()));
            for (Path folder : before) {
                delete(folder);
            }
        } catch (IOException full) {
            throw failed(last, full);
        }
    }

    /** Nobody is to get it any more. */
    void forget(Delivery delivery) {
        try {
            delete(delivery.folder());
        } catch (IOException full) {
            throw failed(open, full);
        }
    }

    private void removeUnfinished() throws IOException {
        Files.createDirectories(open);
        List<Path> dead;
        try (Stream<Path> files = Files.list(open)) {
            dead = files.filter(file -> file.getFileName().toString().endsWith(UNFINISHED))
                    .toList();
        }
        for (Path folder : dead) {
            delete(folder);
        }
    }

    /** Takes lines, each without its end. */
    private interface Lines {
        void line(String text);
    }

    private interface Content {
        void to(Lines lines) throws InterruptedException;
    }

    private static void write(Path file, Content content) throws IOException, InterruptedException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, UTF_8)) {
            content.to(text -> {
                try {
                    writer.write(text);
                    writer.write('\n');
                } catch (IOException full) {
                    throw new UncheckedIOException(full);
                }
            });
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static IllegalStateException failed(Path folder, Exception why) {
        return new IllegalStateException(
                "Deliveries cannot be written down in " + folder + ": " + why.getMessage()
                        + ". Check the free space and the permissions there.",
                why);
    }
}
