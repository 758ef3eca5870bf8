package shopstream.app.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.app.configuration.ScheduleDeclaration.EmbeddingsPublishing;
import shopstream.app.configuration.ScheduleDeclaration.Job;
import shopstream.app.configuration.ScheduleDeclaration.LakeMaintenance;
import shopstream.app.configuration.ScheduleDeclaration.PopularPush;
import shopstream.app.configuration.ScheduleDeclaration.RecommendationDelivery;
import shopstream.app.configuration.ScheduleDeclaration.RecommenderTraining;
import shopstream.app.configuration.ScheduleDeclaration.TrainingSetBuild;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.operations.schedules.Missed;
import shopstream.operations.schedules.Retries;
import shopstream.operations.schedules.Schedule;
import shopstream.operations.schedules.Timetable;
import shopstream.warehouse.training.TrainingBuild;
import shopstream.warehouse.training.TrainingSet;

/** Reads {@code schedules:} of {@code shop.yaml}. */
final class ScheduleDeclarations {
    private static final String KEY = "schedules";
    private static final String LAKE = "lake";
    private static final String SET = "training-set";
    private static final String RECOMMENDER = "recommender";
    private static final List<String> JOBS = List.of(LAKE, SET, RECOMMENDER);
    private static final List<String> NUMBERS = List.of("no", "one", "two", "three");
    private static final String UPKEEP = "lake-maintenance";
    private static final String RECOMMENDATIONS = "recommendations.yaml";
    private static final String TRAINING = "recommender-training";
    private static final String DELIVERY = "recommendation-delivery";
    private static final String POPULAR = "popular-products";
    private static final String EMBEDDINGS = "embeddings-publishing";

    /** What is done with the recommender, by how it is written. */
    private static final Map<String, Job> WITH_THE_RECOMMENDER = Map.of(
            "train",
            new RecommenderTraining(),
            "deliver",
            new RecommendationDelivery(),
            "popular",
            new PopularPush(),
            "embeddings",
            new EmbeddingsPublishing());

    static final String UPKEEP_AT = "20 * * * *";
    private static final int KEPT = 5;
    private static final Duration AT_MOST = Duration.ofHours(6);
    private static final String A_CRON =
            "Write minute, hour, day of month, month and day of week: `cron: \"30 3 * * *\"`"
                    + " is every night at 03:30.";

    private final ZoneId zone;
    private final Problems problems;

    private ScheduleDeclarations(ZoneId zone, Problems problems) {
        this.zone = zone;
        this.problems = problems;
    }

    /**
     * What is declared, the lake's maintenance every hour where nothing is said of it, and for whoever asks for it the training of
     * a shop's recommender and what its outputs are for.
     *
     * @param zone of the shop, by whose clocks the cron expressions are read
     */
    static List<ScheduleDeclaration> read(YamlMap shop, ZoneId zone, OutputsConfiguration outputs, Problems problems) {
        ScheduleDeclarations reading = new ScheduleDeclarations(zone, problems);
        List<ScheduleDeclaration> declared = new ArrayList<>();
        shop.namedMaps(KEY)
                .forEach((name, yaml) -> reading.declaration(name, yaml).ifPresent(declared::add));
        if (declared.stream().noneMatch(each -> each.job() instanceof LakeMaintenance)) {
            declared.add(reading.upkeep(shop.placeOf(KEY)));
        }
        if (Files.exists(shop.place().file().resolveSibling(RECOMMENDATIONS))) {
            reading.addUnlessSaid(declared, TRAINING, new RecommenderTraining(), shop);
        }
        declared.forEach(each -> reading.refuseForNobody(each, outputs));
        if (outputs.recommendations().isPresent()) {
            reading.addUnlessSaid(declared, DELIVERY, new RecommendationDelivery(), shop);
        }
        if (outputs.popular().isPresent()) {
            reading.addUnlessSaid(declared, POPULAR, new PopularPush(), shop);
        }
        if (outputs.embeddings().isPresent()) {
            reading.addUnlessSaid(declared, EMBEDDINGS, new EmbeddingsPublishing(), shop);
        }
        reading.refuseTheSame(declared);
        return List.copyOf(declared);
    }

    private void addUnlessSaid(List<ScheduleDeclaration> declared, String name, Job job, YamlMap shop) {
        if (declared.stream().noneMatch(each -> each.job().equals(job))) {
            declared.add(whenAsked(name, job, shop.placeOf(KEY)));
        }
    }

    private void refuseForNobody(ScheduleDeclaration declared, OutputsConfiguration outputs) {
        if (declared.job() instanceof RecommendationDelivery
                && outputs.recommendations().isEmpty()) {
            refuse(declared, OutputsReading.RECOMMENDATIONS);
        }
        if (declared.job() instanceof PopularPush && outputs.popular().isEmpty()) {
            refuse(declared, OutputsReading.POPULAR);
        }
        if (declared.job() instanceof EmbeddingsPublishing
                && outputs.embeddings().isEmpty()) {
            refuse(declared, OutputsReading.EMBEDDINGS);
        }
    }

    private void refuse(ScheduleDeclaration declared, String missing) {
        problems.add(
                declared.place(),
                "The schedule `" + declared.schedule().name() + "` has nobody to send anything to.",
                "Write `outputs:` with `" + missing + ":` below it, as docs/outputs.md says.");
    }

    private ScheduleDeclaration upkeep(Place place) {
        Job job = new LakeMaintenance();
        return new ScheduleDeclaration(
                new Schedule(
                        UPKEEP,
                        job.words(),
                        Optional.of(Timetable.of(UPKEEP_AT, zone)),
                        Missed.CATCH_UP,
                        Retries.DEFAULT),
                job,
                AT_MOST,
                place);
    }

    private static ScheduleDeclaration whenAsked(String name, Job job, Place place) {
        return new ScheduleDeclaration(
                new Schedule(name, job.words(), Optional.empty(), Missed.SKIP, Retries.DEFAULT), job, AT_MOST, place);
    }

    private Optional<ScheduleDeclaration> declaration(String name, YamlMap yaml) {
        if (!Schedule.isName(name)) {
            problems.add(
                    yaml.place(),
                    "`" + name + "` is no name for a schedule.",
                    "Write lower-case letters, digits, hyphens and underscores.");
            return Optional.empty();
        }
        Optional<Job> job = job(name, yaml);
        Optional<Timetable> timetable = timetable(yaml);
        Missed missed = yaml.choice("missed", Missed.class, Missed.CATCH_UP);
        Retries retries = retries(yaml);
        Duration atMost = atMost(yaml);
        yaml.nothingElse();
        return job.map(what -> new ScheduleDeclaration(
                new Schedule(name, what.words(), timetable, missed, retries), what, atMost, yaml.place()));
    }

    private Optional<Job> job(String name, YamlMap yaml) {
        List<String> jobs = JOBS.stream().filter(yaml::has).toList();
        if (jobs.size() != 1) {
            problems.add(
                    yaml.place(),
                    "The schedule `" + name + "` says "
                            + (jobs.isEmpty() ? "nothing to do." : NUMBERS.get(jobs.size()) + " things to do."),
                    "Write `lake: maintenance`, `training-set: NAME`, or `recommender:` with `train`, `deliver`, `popular`"
                            + " or `embeddings`, one of them.");
            return Optional.empty();
        }
        if (yaml.has(SET)) {
            return Optional.of(new TrainingSetBuild(
                    yaml.requiredText(SET),
                    yaml.has("out") ? Optional.of(yaml.path("out")) : Optional.empty(),
                    kept(yaml),
                    yaml.choice("format", TrainingBuild.Format.class, TrainingBuild.Format.PARQUET)));
        }
        if (yaml.has(RECOMMENDER)) {
            return recommenderJob(yaml);
        }
        requireOnly(yaml, LAKE, "maintenance");
        return Optional.of(new LakeMaintenance());
    }

    private Optional<Job> recommenderJob(YamlMap yaml) {
        String word = yaml.requiredText(RECOMMENDER);
        Optional<Job> job = Optional.ofNullable(WITH_THE_RECOMMENDER.get(word));
        if (job.isEmpty() && !word.isEmpty()) {
            problems.add(
                    yaml.placeOf(RECOMMENDER),
                    "The key `recommender` has the value `" + word + "`.",
                    "Write `recommender: train`, `recommender: deliver`, `recommender: popular` or `recommender: embeddings`.");
        }
        return job;
    }

    /** Where there is one thing to be done, it is said all the same, since there may be more one day. */
    private void requireOnly(YamlMap yaml, String key, String word) {
        if (!yaml.requiredText(key).equals(word)) {
            problems.add(
                    yaml.placeOf(key),
                    "The key `" + key + "` has the value `" + yaml.text(key, "") + "`.",
                    "Write `" + key + ": " + word + "`.");
        }
    }

    private int kept(YamlMap yaml) {
        long keep = yaml.whole("keep", KEPT);
        if (keep < 1 || keep > 10_000) {
            problems.add(yaml.placeOf("keep"), keep + " builds cannot be kept.", "Write a number from 1 to 10000.");
            return KEPT;
        }
        return (int) keep;
    }

    private Optional<Timetable> timetable(YamlMap yaml) {
        return yaml.optionalText("cron").flatMap(text -> {
            try {
                return Optional.of(Timetable.of(text, zone));
            } catch (IllegalArgumentException wrong) {
                problems.add(
                        yaml.placeOf("cron"),
                        "`" + text + "` is no cron expression: " + wrong.getMessage() + ".",
                        A_CRON);
                return Optional.empty();
            }
        });
    }

    private Retries retries(YamlMap yaml) {
        long most = yaml.whole("retries", Retries.DEFAULT.most());
        Duration pause = yaml.duration("retry-after", Retries.DEFAULT.pause());
        try {
            return new Retries(Math.toIntExact(most), pause);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            problems.add(
                    yaml.placeOf(yaml.has("retries") ? "retries" : "retry-after"),
                    wrong.getMessage() + ".",
                    "Leave out `retries` and `retry-after`, or write something such as 3 and 1m.");
            return Retries.DEFAULT;
        }
    }

    private Duration atMost(YamlMap yaml) {
        Duration atMost = yaml.duration("at-most", AT_MOST);
        if (atMost.isNegative() || atMost.isZero()) {
            problems.add(yaml.placeOf("at-most"), "A run needs some time.", "Write something such as 2h.");
            return AT_MOST;
        }
        return atMost;
    }

    /** Old builds are removed from a folder, which must be those of one schedule. */
    private void refuseTheSame(List<ScheduleDeclaration> declared) {
        Map<Path, String> folders = new HashMap<>();
        for (ScheduleDeclaration each : declared) {
            if (each.job() instanceof TrainingSetBuild build && build.out().isPresent()) {
                String other =
                        folders.putIfAbsent(build.out().get(), each.schedule().name());
                if (other != null) {
                    problems.add(
                            each.place(),
                            "`" + other + "` and `" + each.schedule().name() + "` would write into the same folder.",
                            "Give each an `out` of its own.");
                }
            }
        }
    }

    /** Adds what names a training set that is not there. */
    static void check(List<ScheduleDeclaration> declared, List<TrainingSet> sets, Path folder, Problems problems) {
        List<String> names = sets.stream().map(TrainingSet::name).toList();
        for (ScheduleDeclaration each : declared) {
            if (each.job() instanceof TrainingSetBuild build && !names.contains(build.set())) {
                problems.add(
                        each.place(),
                        "The schedule `" + each.schedule().name() + "` builds the training set `" + build.set()
                                + "`, which is not in " + folder + ".",
                        Nearest.of(build.set(), names)
                                .map(near -> "Did you mean `" + near + "`?")
                                .orElse("There are: " + String.join(", ", names) + "."));
            }
        }
    }
}
