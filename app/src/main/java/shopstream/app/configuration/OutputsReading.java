package shopstream.app.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import shopstream.app.configuration.OutputsConfiguration.Embeddings;
import shopstream.app.configuration.OutputsConfiguration.Files;
import shopstream.app.configuration.OutputsConfiguration.Folder;
import shopstream.app.configuration.OutputsConfiguration.Hook;
import shopstream.app.configuration.OutputsConfiguration.KeptFile;
import shopstream.app.configuration.OutputsConfiguration.Objects;
import shopstream.app.configuration.OutputsConfiguration.Popular;
import shopstream.app.configuration.OutputsConfiguration.Recommendations;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.lake.LakeStores;
import shopstream.lake.ObjectStore;
import shopstream.recommender.live.Popularity;
import shopstream.recommender.placements.Placements;

/** Reads {@code outputs:} of {@code shop.yaml}. */
final class OutputsReading {
    private static final String KEY = "outputs";
    static final String RECOMMENDATIONS = "recommendations";
    static final String POPULAR = "popular";
    static final String EMBEDDINGS = "embeddings";

    private static final String FILES = "files";
    private static final String FILE = "file";
    private static final String S3 = "s3";
    private static final String WEBHOOK = "webhook";
    private static final String SECRET = "secret";
    private static final String ACTIVE = "active-within";
    private static final String YES = "true";
    private static final String NO = "false";
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+://.*");
    private static final Pattern BUCKET = Pattern.compile("s3://[a-z0-9][a-z0-9.-]+(/.*)?");
    private static final Pattern POSTGRES = Pattern.compile("jdbc:postgresql://[^/\\s]+/[^?\\s]+(\\?\\S*)?");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern SERVER = Pattern.compile("https?://[^/\\s]+\\S*");
    private static final Duration ACTIVE_USUAL = Duration.ofHours(24);
    private static final Duration ACTIVE_LEAST = Duration.ofMinutes(1);
    private static final int FEW = 5;
    private static final int SOME = 20;
    private static final int WEEK = 7;
    private static final int SECRET_LENGTH_MIN = 32;

    private final LakeStores lake;
    private final Problems problems;

    private OutputsReading(LakeStores lake, Problems problems) {
        this.lake = lake;
        this.problems = problems;
    }

    /** @param lake whose S3 server files go to as well, where they name no other */
    static OutputsConfiguration of(YamlMap shop, LakeStores lake, Problems problems) {
        Optional<YamlMap> given = shop.map(KEY);
        if (given.isEmpty()) {
            return OutputsConfiguration.NONE;
        }
        OutputsReading reading = new OutputsReading(lake, problems);
        YamlMap outputs = given.get();
        OutputsConfiguration read = new OutputsConfiguration(
                outputs.map(RECOMMENDATIONS).flatMap(reading::recommendations),
                outputs.map(POPULAR).flatMap(reading::popular),
                outputs.map(EMBEDDINGS).flatMap(reading::embeddings));
        outputs.nothingElse();
        return read;
    }

    /** Which there are, without where they go: for who sends nothing, and has none of the variables that it takes. */
    static OutputsConfiguration withoutPlaces(YamlMap shop) {
        Optional<YamlMap> outputs = shop.map(KEY);
        return new OutputsConfiguration(
                outputs.filter(map -> map.has(RECOMMENDATIONS))
                        .map(map -> new Recommendations(ACTIVE_USUAL, FEW, false, false, Optional.empty())),
                outputs.filter(map -> map.has(POPULAR))
                        .map(map -> new Popular(WEEK, SOME, Optional.empty(), Optional.empty())),
                outputs.filter(map -> map.has(EMBEDDINGS)).map(map -> new Embeddings("", "", "", Optional.empty())));
    }

    private Optional<Recommendations> recommendations(YamlMap yaml) {
        Recommendations read = new Recommendations(
                activeWithin(yaml),
                between(yaml, "n", FEW, Placements.MOST_PRODUCTS),
                yaml.flag("topic", false),
                yaml.flag("lake", false),
                files(yaml));
        yaml.nothingElse();
        if (!read.topic() && !read.lake() && where(yaml, FILES).isEmpty()) {
            problems.add(
                    yaml.place(),
                    "Recommendations would be delivered to nobody",
                    "Write `topic: true`, `lake: true` or `files:` with a folder or an address on S3, or several of them.");
        }
        return Optional.of(read);
    }

    private Duration activeWithin(YamlMap yaml) {
        Duration within = yaml.duration(ACTIVE, ACTIVE_USUAL);
        if (within.compareTo(ACTIVE_LEAST) < 0 || within.compareTo(Duration.ofDays(Popularity.DAYS)) > 0) {
            problems.add(
                    yaml.placeOf(ACTIVE),
                    "Customers cannot count as active for " + within.toSeconds() + " s",
                    "Write something from 1m to " + Popularity.DAYS
                            + "d: of what was longer ago not everything is known.");
            return ACTIVE_USUAL;
        }
        return within;
    }

    private int between(YamlMap yaml, String key, int otherwise, int most) {
        long number = yaml.whole(key, otherwise);
        if (number < 1 || number > most) {
            problems.add(
                    yaml.placeOf(key),
                    "The key `" + key + "` has the value `" + number + "`.",
                    "Write a number from 1 to " + most + ".");
            return otherwise;
        }
        return (int) number;
    }

    private Optional<Files> files(YamlMap yaml) {
        Optional<YamlMap> server = yaml.map(S3);
        Optional<String> where = where(yaml, FILES);
        if (server.isPresent() && where.filter(text -> text.startsWith("s3://")).isEmpty()) {
            problems.add(
                    yaml.placeOf(S3),
                    "There is an S3 server, and no address there",
                    "Write `files: s3://BUCKET/FOLDER` beside it.");
        }
        Optional<ObjectStore> own = server.map(s3 -> LakeStoresReading.server(s3, problems));
        if (where.isEmpty() || where.get().equals(YES)) {
            return where.map(here -> new Folder(Optional.empty()));
        }
        if (!SCHEME.matcher(where.get()).matches()) {
            return Optional.of(new Folder(Optional.of(yaml.path(FILES))));
        }
        if (!BUCKET.matcher(where.get()).matches()) {
            problems.add(
                    yaml.placeOf(FILES),
                    "Files cannot be put to '" + where.get() + "'",
                    "Write a folder, s3://BUCKET/FOLDER, or `true` for a folder below the data directory.");
            return Optional.empty();
        }
        return Optional.of(new Objects(own.or(lake::files)
                .orElseGet(() ->
                        new ObjectStore(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty()))
                .at(where.get().replaceFirst("/+$", ""))));
    }

    /** What a key says of a place; empty where it says that there is none. */
    private static Optional<String> where(YamlMap yaml, String key) {
        return yaml.optionalText(key).map(String::strip).filter(text -> !text.isEmpty() && !text.equals(NO));
    }

    private Optional<Popular> popular(YamlMap yaml) {
        Optional<Hook> hook = hook(yaml);
        Popular read = new Popular(
                between(yaml, "days", WEEK, Popularity.DAYS),
                between(yaml, "n", SOME, Placements.MOST_PRODUCTS),
                file(yaml),
                hook);
        yaml.nothingElse();
        if (where(yaml, FILE).isEmpty() && where(yaml, WEBHOOK).isEmpty()) {
            problems.add(
                    yaml.place(),
                    "Nobody would be told what is popular",
                    "Write `webhook:` with an address or `file:` with a path, or both.");
        }
        return Optional.of(read);
    }

    private Optional<KeptFile> file(YamlMap yaml) {
        Optional<String> where = where(yaml, FILE);
        if (where.isEmpty() || where.get().equals(YES)) {
            return where.map(here -> new KeptFile(Optional.empty()));
        }
        if (SCHEME.matcher(where.get()).matches()) {
            problems.add(
                    yaml.placeOf(FILE),
                    "What is popular cannot be written to '" + where.get() + "'",
                    "Write a path, or `true` for a file below the data directory; an address is called as `webhook:`.");
            return Optional.empty();
        }
        Path path = yaml.path(FILE);
        return Optional.of(new KeptFile(Optional.of(path)));
    }

    private Optional<Hook> hook(YamlMap yaml) {
        Optional<String> secret = yaml.optionalText(SECRET).filter(text -> !text.isBlank());
        Optional<String> text = where(yaml, WEBHOOK);
        secret.filter(key -> key.length() < SECRET_LENGTH_MIN)
                .ifPresent(key -> problems.add(
                        yaml.placeOf(SECRET),
                        "The secret has " + key.length() + " characters, and could be guessed",
                        "Write at least " + SECRET_LENGTH_MIN + ", for example what `openssl rand -hex 32` prints."));
        if (secret.isPresent() && text.isEmpty()) {
            problems.add(
                    yaml.placeOf(SECRET),
                    "There is a secret, and no webhook whose calls it signs",
                    "Write `webhook:` with an address beside it, or remove it.");
        }
        return text.flatMap(address -> address(address)
                .or(() -> {
                    problems.add(
                            yaml.placeOf(WEBHOOK),
                            "'" + address + "' is no address that can be called",
                            "Write it as https://HOST/PATH or http://HOST:PORT/PATH.");
                    return Optional.empty();
                })
                .map(uri -> new Hook(uri, secret)));
    }

    private Optional<Embeddings> embeddings(YamlMap yaml) {
        String url = yaml.requiredText("url");
        Embeddings read = new Embeddings(url, yaml.requiredText("user"), yaml.text("password", ""), schema(yaml));
        yaml.nothingElse();
        if (!url.isEmpty() && !POSTGRES.matcher(url).matches()) {
            problems.add(
                    yaml.placeOf("url"),
                    "'" + url + "' is no address of a PostgreSQL database",
                    "Write jdbc:postgresql://HOST:PORT/DATABASE, with `user:` and `password:` beside it.");
            return Optional.empty();
        }
        return Optional.of(read);
    }

    private Optional<String> schema(YamlMap yaml) {
        Optional<String> schema = yaml.optionalText("schema");
        if (schema.filter(name -> !IDENTIFIER.matcher(name).matches()).isPresent()) {
            problems.add(
                    yaml.placeOf("schema"),
                    "'" + schema.get() + "' is no name of a schema",
                    "Write lower-case letters, digits and underscores.");
            return Optional.empty();
        }
        return schema;
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(text)
                    .filter(written -> SERVER.matcher(written).matches())
                    .map(URI::create)
                    .filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }
}
