package shopstream.app.crashes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a kill alone does not do, since the operating system writes on: files are as they were some seconds before. To be begun
 * while the platform runs, and struck when it is dead.
 */
final class PowerCut {
    /** What is gone; what else lies on the disk stays as it is. */
    enum Lost {
        DATASET("the end of a dataset's topic"),
        MART("the end of a mart's topic"),
        CHECKPOINT("what the newest checkpoint says of itself");

        private final String words;

        Lost(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final String DATASETS = "shopstream.shop.";
    private static final String MARTS = "shopstream.mart.";

    private final Path data;
    private final Moment.Power power;
    private final Map<Path, Long> sizes;

    private PowerCut(Path data, Moment.Power power, Map<Path, Long> sizes) {
        this.data = data;
        this.power = power;
        this.sizes = sizes;
    }

    /** From now on what comes is not on the disk. @param data of the platform */
    static PowerCut begin(Path data, Moment.Power power) throws IOException {
        return new PowerCut(data, power, segments(data));
    }

    /** The platform must be down. */
    void strike() throws IOException {
        switch (power.lost()) {
            case DATASET -> shorten(DATASETS);
            case MART -> shorten(MARTS);
            case CHECKPOINT -> empty();
        }
    }

    /** One topic that has grown is as it was. */
    private void shorten(String beginning) throws IOException {
        Map<String, Map<Path, Long>> grown = new TreeMap<>();
        for (Map.Entry<Path, Long> now : segments(data).entrySet()) {
            Path segment = now.getKey();
            String topic = topic(segment);
            Long before = sizes.get(segment);
            if (topic.startsWith(beginning) && before != null && now.getValue() > before) {
                grown.computeIfAbsent(topic, name -> new TreeMap<>()).put(segment, before);
            }
        }
        for (Map.Entry<Path, Long> segment :
                chosen(List.copyOf(grown.values())).orElse(Map.of()).entrySet()) {
            try (FileChannel file = FileChannel.open(segment.getKey(), StandardOpenOption.WRITE)) {
                file.truncate(segment.getValue());
            }
        }
    }

    /** The newest one of a mart, whichever edition of it took it. */
    private void empty() throws IOException {
        Path models = data.resolve("models");
        Map<Path, Path> newest = new TreeMap<>();
        try (Stream<Path> files = Files.walk(models)) {
            files.filter(file -> file.getFileName().toString().equals("_metadata"))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .forEach(file -> newest.put(models.relativize(file).getName(0), file));
        }
        Optional<Path> metadata = chosen(List.copyOf(newest.values()));
        if (metadata.isPresent()) {
            Files.write(metadata.get(), new byte[0]);
        }
    }

    private <T> Optional<T> chosen(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(power.which() % all.size()));
    }

    /** The folder of a partition is its topic and its number. */
    private static String topic(Path segment) {
        return segment.getParent().getFileName().toString().replaceFirst("-\\d+$", "");
    }

    private static Map<Path, Long> segments(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("log/topics"), 2)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .collect(Collectors.toMap(
                            file -> file, file -> file.toFile().length(), (one, other) -> one, TreeMap::new));
        }
    }
}
