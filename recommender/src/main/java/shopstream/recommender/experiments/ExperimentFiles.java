package shopstream.recommender.experiments;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.recommender.experiments.Experiment.Variant;
import shopstream.recommender.experiments.Experiment.Way;

/** Reads the folder of experiments, a file each. */
public final class ExperimentFiles {
    private static final String ENDING = ".yaml";
    private static final double CONTROL_LEAST = 5;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final ZoneId zone;
    private final Problems problems;

    private ExperimentFiles(ZoneId zone, Problems problems) {
        this.zone = zone;
        this.problems = problems;
    }

    /**
     * All experiments of a folder, which need not be there, by their names.
     *
     * @param zone whose days the days in the files are
     */
    public static List<Experiment> read(Path folder, ZoneId zone, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(
                    new Place(folder, 1),
                    "The folder cannot be read: " + unreadable.getMessage(),
                    "Let this user read it.");
            return List.of();
        }
        var reading = new ExperimentFiles(zone, problems);
        List<Experiment> read =
                files.stream().flatMap(file -> reading.read(file).stream()).toList();
        reading.checkTogether(read);
        return read;
    }

    private Optional<Experiment> read(Path file) {
        int before = problems.all().size();
        Optional<Experiment> read = YamlMap.read(file, problems).map(yaml -> {
            String fileName = file.getFileName().toString();
            var experiment = new Experiment(
                    yaml.text("name", fileName.substring(0, fileName.length() - ENDING.length())),
                    yaml.requiredText("placement"),
                    variants(yaml),
                    moment(yaml, "from"),
                    moment(yaml, "until"),
                    yaml.place());
            yaml.nothingElse();
            check(experiment, yaml);
            return experiment;
        });
        return problems.all().size() == before ? read : Optional.empty();
    }

    private List<Variant> variants(YamlMap yaml) {
        if (!yaml.has("variants")) {
            problems.add(
                    yaml.place(),
                    "The experiment has no variants",
                    "Add `variants:` with `popular: {answers: popular, share: 10}` and others.");
            return List.of();
        }
        List<Variant> variants = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, YamlMap> each : yaml.namedMaps("variants").entrySet()) {
            YamlMap variant = each.getValue();
            variant.requiredText("share");
            BigDecimal share = variant.decimal("share", BigDecimal.ZERO);
            variants.add(new Variant(
                    each.getKey(), variant.choice("answers", Way.class, Way.PERSONAL), share.doubleValue()));
            variant.nothingElse();
            sum = sum.add(share);
            if (share.signum() <= 0) {
                problems.add(
                        variant.placeOf("share"),
                        "The variant `" + each.getKey() + "` has a share of " + share.toPlainString() + " percent",
                        "Give it more than 0, or leave the variant out.");
            }
        }
        if (sum.compareTo(WHOLE) != 0) {
            problems.add(
                    yaml.placeOf("variants"),
                    "The shares are " + sum.toPlainString() + " percent together",
                    "Make them 100.");
        }
        return variants;
    }

    private void check(Experiment experiment, YamlMap yaml) {
        List<Variant> controls = experiment.variants().stream()
                .filter(variant -> variant.answers() == Way.POPULAR)
                .toList();
        if (controls.isEmpty() || controls.get(0).share() < CONTROL_LEAST) {
            problems.add(
                    yaml.placeOf("variants"),
                    controls.isEmpty()
                            ? "No variant answers with what is popular"
                            : "The control `" + controls.get(0).name() + "` has less than 5 percent",
                    "Without a control nobody knows what is gained: `popular: {answers: popular, share: 5}` or more.");
        }
        if (experiment.variants().size() == 1) {
            problems.add(
                    yaml.placeOf("variants"), "There is nothing to compare with the one variant", "Add another one.");
        }
        if (experiment.from().isPresent()
                && experiment
                        .until()
                        .filter(end -> end.isAfter(experiment.from().get()))
                        .isEmpty()
                && experiment.until().isPresent()) {
            problems.add(yaml.placeOf("until"), "The experiment ends before it begins", "Write a later day.");
        }
    }

    private void checkTogether(List<Experiment> all) {
        for (int later = 1; later < all.size(); later++) {
            Experiment one = all.get(later);
            for (Experiment other : all.subList(0, later)) {
                if (one.name().equals(other.name())) {
                    problems.add(
                            one.place(),
                            "There is an experiment `" + one.name() + "` already, in " + other.place(),
                            "Give one of the two another name: visitors are split by it.");
                } else if (one.placement().equals(other.placement()) && one.overlaps(other)) {
                    problems.add(
                            one.place(),
                            "At `" + one.placement() + "` there is the experiment `" + other.name()
                                    + "` at the same time",
                            "Let one end before the other begins: `until:` and `from:`.");
                }
            }
        }
    }

    /** A day, which begins in the shop's zone, or a moment. */
    private Optional<Instant> moment(YamlMap yaml, String key) {
        Optional<String> text = yaml.optionalText(key).map(String::strip);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.get().length() == "2026-05-04".length()
                            ? LocalDate.parse(text.get()).atStartOfDay(zone).toInstant()
                            : Instant.parse(text.get()));
        } catch (DateTimeException none) {
            problems.add(
                    yaml.placeOf(key),
                    "`" + text.get() + "` is no day and no moment",
                    "Write it as 2026-05-04, or 2026-05-04T10:00:00Z.");
            return Optional.empty();
        }
    }
}
