package shopstream.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.configuration.OutputsConfiguration.Embeddings;
import shopstream.app.configuration.OutputsConfiguration.Folder;
import shopstream.app.configuration.OutputsConfiguration.Hook;
import shopstream.app.configuration.OutputsConfiguration.KeptFile;
import shopstream.app.configuration.OutputsConfiguration.Objects;
import shopstream.app.configuration.OutputsConfiguration.Popular;
import shopstream.app.configuration.OutputsConfiguration.Recommendations;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.ObjectStore;
import shopstream.operations.schedules.Timetable;

class OutputsReadingTest {
    private static final String SOURCE = """
            source: {url: "jdbc:mariadb://replica/shop", user: reader, password: secret}
            """;
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private ShopConfiguration read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), SOURCE + yaml);
        return ShopConfiguration.read(file, name -> null, problems).orElseThrow();
    }

    private OutputsConfiguration outputs(String yaml) throws IOException {
        return read(yaml).outputs();
    }

    private List<String> said() {
        return problems.all().stream().map(Problem::toString).toList();
    }

    @Test
    void whereNothingIsSaidNothingIsSentAndNothingScheduled() throws IOException {
        ShopConfiguration read = read("");
        assertThat(read.outputs()).isEqualTo(OutputsConfiguration.NONE);
        assertThat(read.outputs().toLake()).isFalse();
        assertThat(read.schedules()).hasSize(1);
        assertThat(said()).isEmpty();
    }

    @Test
    void everyKeyIsRead() throws IOException {
        OutputsConfiguration read = outputs("""
                outputs:
                  recommendations:
                    active-within: 90m
                    n: 7
                    topic: true
                    lake: true
                    files: ../deliveries
                  popular:
                    days: 30
                    n: 100
                    file: popular.json
                    webhook: https://shop.example:8443/popular?shop=1
                    secret: 0123456789abcdef0123456789abcdef
                  embeddings:
                    url: jdbc:postgresql://vectors.example:6432/shop?sslmode=verify-full
                    user: writer
                    password: secret1
                    schema: vectors
                """);
        assertThat(said()).isEmpty();
        assertThat(read.embeddings())
                .hasValue(new Embeddings(
                        "jdbc:postgresql://vectors.example:6432/shop?sslmode=verify-full",
                        "writer",
                        "secret1",
                        Optional.of("vectors")));
        assertThat(read.toString()).doesNotContain("secret1");
        assertThat(read.recommendations())
                .hasValue(new Recommendations(
                        Duration.ofMinutes(90),
                        7,
                        true,
                        true,
                        Optional.of(new Folder(Optional.of(directory.resolveSibling("deliveries"))))));
        assertThat(read.popular())
                .hasValue(new Popular(
                        30,
                        100,
                        Optional.of(new KeptFile(Optional.of(directory.resolve("popular.json")))),
                        Optional.of(new Hook(
                                URI.create("https://shop.example:8443/popular?shop=1"), Optional.of(SECRET)))));
        assertThat(read.popular().orElseThrow().toString()).doesNotContain(SECRET);
        assertThat(read.toLake()).isTrue();
    }

    @Test
    void defaultsAreADayFiveProductsAndAWeeksTwenty() throws IOException {
        OutputsConfiguration read = outputs("""
                outputs:
                  recommendations: {files: true}
                  popular: {file: true}
                """);
        assertThat(said()).isEmpty();
        assertThat(read.recommendations())
                .hasValue(new Recommendations(
                        Duration.ofHours(24), 5, false, false, Optional.of(new Folder(Optional.empty()))));
        assertThat(read.popular())
                .hasValue(new Popular(7, 20, Optional.of(new KeptFile(Optional.empty())), Optional.empty()));
    }

    @Test
    void filesOnS3GoToTheLakesServerOrToOneOfTheirOwn() throws IOException {
        String lake = """
                lake:
                  warehouse: s3://lake/shop
                  s3: {endpoint: "http://localhost:9000", region: eu-central-1, path-style: true}
                """;
        ObjectStore ofTheLake = new ObjectStore(
                Optional.of("s3://deliveries/shop"),
                Optional.of(URI.create("http://localhost:9000")),
                Optional.of("eu-central-1"),
                true,
                Optional.empty());
        assertThat(files(lake + "outputs:\n  recommendations: {files: s3://deliveries/shop/}\n"))
                .isEqualTo(ofTheLake);
        assertThat(files(lake + """
                outputs:
                  recommendations:
                    files: s3://deliveries
                    s3: {region: us-east-1, access-key: a, secret-key: b}
                """))
                .isEqualTo(new ObjectStore(
                        Optional.of("s3://deliveries"),
                        Optional.empty(),
                        Optional.of("us-east-1"),
                        false,
                        Optional.of(new ObjectStore.Keys("a", "b"))));
        assertThat(files("outputs:\n  recommendations: {files: s3://deliveries/shop}\n"))
                .isEqualTo(new ObjectStore(
                        Optional.of("s3://deliveries/shop"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty()));
        assertThat(said()).isEmpty();
    }

    private ObjectStore files(String yaml) throws IOException {
        return ((Objects) outputs(yaml).recommendations().orElseThrow().files().orElseThrow()).store();
    }

    @Test
    void everythingWrongIsSaidWithItsLine() throws IOException {
        read("""
                outputs:
                  recommendations:
                    active-within: 5s
                    n: 0
                    topik: true
                    files: gs://bucket/folder
                    s3: {regoin: x}
                  popular:
                    days: 91
                    n: 101
                    file: https://shop.example/popular
                    webhook: shop.example/popular
                    secret: short
                  populr: {}
                """);
        assertThat(said())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).contains("shop.yaml:4: Customers cannot count as active for 5 s"),
                        each -> assertThat(each)
                                .contains("shop.yaml:5: The key `n` has the value `0`", "from 1 to 100"),
                        each -> assertThat(each).contains("shop.yaml:6: The key `topik`", "Did you mean `topic`?"),
                        each -> assertThat(each)
                                .contains("shop.yaml:7: Files cannot be put to 'gs://bucket/folder'", "s3://BUCKET"),
                        each -> assertThat(each).contains("shop.yaml:8: There is an S3 server, and no address there"),
                        each -> assertThat(each).contains("shop.yaml:8: The key `regoin`", "`region`"),
                        each -> assertThat(each).contains("shop.yaml:10: The key `days` has the value `91`", "1 to 90"),
                        each -> assertThat(each).contains("shop.yaml:11: The key `n` has the value `101`"),
                        each -> assertThat(each)
                                .contains("shop.yaml:12: What is popular cannot be written to 'https:", "`webhook:`"),
                        each -> assertThat(each).contains("shop.yaml:13: 'shop.example/popular' is no address"),
                        each -> assertThat(each).contains("shop.yaml:14: The secret has 5 characters", "openssl rand"),
                        each -> assertThat(each).contains("shop.yaml:15: The key `populr`", "`popular`"));
    }

    @Test
    void whatIsForNobodyIsSaid() throws IOException {
        read("""
                outputs:
                  recommendations: {n: 3, topic: false, files: false}
                  popular: {secret: 0123456789abcdef0123456789abcdef}
                """);
        assertThat(said())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each)
                                .contains("shop.yaml:3: Recommendations would be delivered to nobody", "`topic: true`"),
                        each -> assertThat(each).contains("shop.yaml:4: Nobody would be told what is popular"),
                        each -> assertThat(each).contains("shop.yaml:4: There is a secret, and no webhook"));
    }

    @Test
    void outputsAreFilledWhenItIsSaidAndElseWhenSomebodyAsks() throws IOException {
        String outputs = """
                outputs:
                  recommendations: {topic: true}
                  popular: {file: true}
                  embeddings: {url: "jdbc:postgresql://vectors/shop", user: writer}
                """;
        assertThat(read(outputs).schedules())
                .extracting(each -> each.schedule().name() + " "
                        + each.schedule().timetable().isPresent())
                .containsExactly(
                        "lake-maintenance true",
                        "recommendation-delivery false",
                        "popular-products false",
                        "embeddings-publishing false");
        assertThat(read(outputs + """
                schedules:
                  hourly: {recommender: deliver, cron: "5 * * * *"}
                  daily: {recommender: popular, cron: "0 4 * * *"}
                  nightly: {recommender: embeddings, cron: "0 3 * * *"}
                """).schedules())
                .extracting(each -> each.schedule().name() + " "
                        + each.schedule().what() + " "
                        + each.schedule().timetable().map(Timetable::text).orElse(""))
                .containsExactly(
                        "hourly Recommendations delivered 5 * * * *",
                        "daily Popular products told 0 4 * * *",
                        "nightly Embeddings published 0 3 * * *",
                        "lake-maintenance Lake maintenance 20 * * * *");
        assertThat(said()).isEmpty();

        read(
                "schedules:\n  hourly: {recommender: deliver}\n  daily: {recommender: popular}\n  odd: {recommender: push}\n"
                        + "  nightly: {recommender: embeddings}\n");
        assertThat(said())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each)
                                .contains("shop.yaml:3: The schedule `hourly` has nobody", "`recommendations:`"),
                        each -> assertThat(each).contains("shop.yaml:4: The schedule `daily` has nobody", "`popular:`"),
                        each -> assertThat(each)
                                .contains("shop.yaml:5: The key `recommender` has the value `push`", "deliver"),
                        each -> assertThat(each)
                                .contains("shop.yaml:6: The schedule `nightly` has nobody", "`embeddings:`"));
    }

    @Test
    void vectorsGoToPostgresqlOnly() throws IOException {
        outputs("outputs:\n  embeddings: {url: \"jdbc:mariadb://vectors/shop\", user: writer, schema: \"a b\"}\n");
        outputs("outputs:\n  embeddings: {user: writer}\n");
        assertThat(said())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each)
                                .contains("shop.yaml:3: 'jdbc:mariadb://vectors/shop' is no address of a PostgreSQL"),
                        each -> assertThat(each).contains("shop.yaml:3: 'a b' is no name of a schema"),
                        each -> assertThat(each).contains("`url`"));
    }

    @Test
    void whoSendsNothingNeedsNoneOfTheVariables() throws IOException {
        Path file = Files.writeString(
                directory.resolve("shop.yaml"),
                "outputs:\n  popular: {webhook: \"${HOOK}\", secret: \"${KEY}\"}\nschedules:\n  daily: {recommender: popular}\n");
        ShopConfiguration read = ShopConfiguration.readWithoutSource(file, name -> null, problems)
                .orElseThrow();
        assertThat(said()).isEmpty();
        assertThat(read.schedules()).extracting(each -> each.schedule().name()).contains("daily");
    }
}
