package shopstream.app.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shopstream.app.configuration.OutputsConfiguration;
import shopstream.recommender.outputs.PublishedEmbeddings;

/** What was learned gets into pgvector as the course's shop keeps it, and takes the place of what was learned before. */
class VectorTablesIT {
    private static final String TYPES =
            "SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)"
                    + " FROM pg_attribute WHERE attrelid IN ('item_emb'::regclass, 'user_emb'::regclass) AND attnum > 0"
                    + " ORDER BY 1";
    private static final String ITEMS = "SELECT id || ' ' || embedding FROM item_emb ORDER BY 1";
    private static final String USERS = "SELECT id || ' ' || embedding FROM user_emb ORDER BY 1";

    private static VectorServer server;

    private final VectorTables tables = new VectorTables(server.declared(Optional.empty()));

    @BeforeAll
    static void start() throws Exception {
        server = VectorServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() throws Exception {
        server.execute(
                "DROP EXTENSION IF EXISTS vector CASCADE",
                "DROP SCHEMA IF EXISTS vectors CASCADE",
                "DROP SCHEMA public CASCADE",
                "CREATE SCHEMA public");
    }

    private static float[] vector(float... numbers) {
        return numbers;
    }

    private static PublishedEmbeddings embeddings(Map<String, float[]> products, Map<String, float[]> customers) {
        return new PublishedEmbeddings(3, products, customers);
    }

    private void publish(Map<String, float[]> products, Map<String, float[]> customers) throws IOException {
        tables.publish(embeddings(products, customers));
    }

    @Test
    void tablesAreMadeAsTheCoursesShopHasThemAndCanBeSearched() throws Exception {
        server.execute("CREATE EXTENSION vector");
        tables.tryOut();
        publish(
                Map.of("S10_1678", vector(1, 0, 0), "S18'1", vector(0, 1, 0), "tiny", vector(0, 1e-7f, -2.5f)),
                Map.of("103", vector(0.5f, 0.25f, 0)));
        assertThat(server.ask(TYPES))
                .containsExactly(
                        "item_emb.embedding vector(3)",
                        "item_emb.id character varying",
                        "user_emb.embedding vector(3)",
                        "user_emb.id integer");
        assertThat(server.ask(ITEMS)).containsExactly("S10_1678 [1,0,0]", "S18'1 [0,1,0]", "tiny [0,1e-07,-2.5]");
        assertThat(server.ask(USERS)).containsExactly("103 [0.5,0.25,0]");
        assertThat(server.ask("SELECT id FROM item_emb"
                        + " ORDER BY embedding <#> (SELECT embedding FROM user_emb WHERE id = 103) LIMIT 2"))
                .containsExactly("S10_1678", "S18'1");
    }

    @Test
    void theNextLearningTakesThePlaceOfTheOneBeforeAndLeavesWhatIsTheSame() throws Exception {
        server.execute("CREATE EXTENSION vector");
        publish(
                Map.of("stays", vector(1, 0, 0), "changes", vector(0, 1, 0), "goes", vector(0, 0, 1)),
                Map.of("1", vector(1, 1, 1)));
        String written = "SELECT xmin FROM item_emb WHERE id = 'stays'";
        assertThat(server.ask(written)).hasSize(1);
        var before = server.ask(written);
        publish(
                Map.of("stays", vector(1, 0, 0), "changes", vector(0, 2, 0), "comes", vector(3, 0, 0)),
                Map.of("2", vector(2, 2, 2)));
        assertThat(server.ask(ITEMS)).containsExactly("changes [0,2,0]", "comes [3,0,0]", "stays [1,0,0]");
        assertThat(server.ask(USERS)).containsExactly("2 [2,2,2]");
        assertThat(server.ask(written)).isEqualTo(before);
    }

    @Test
    void manyAreWrittenInBatches() throws Exception {
        server.execute("CREATE EXTENSION vector");
        Map<String, float[]> many = new HashMap<>();
        for (int number = 0; number < 2_500; number++) {
            many.put("P" + number, vector(number, 1, 2));
        }
        publish(many, Map.of());
        assertThat(server.ask("SELECT count(DISTINCT embedding::text) || ' ' || count(*) FROM item_emb"))
                .containsExactly("2500 2500");
    }

    @Test
    void anotherWidthChangesTheColumnAndKeepsTheTablesRights() throws Exception {
        server.execute(
                "CREATE EXTENSION vector",
                "CREATE ROLE reader",
                "CREATE TABLE item_emb (id varchar PRIMARY KEY, embedding vector(32))",
                "CREATE TABLE user_emb (id int PRIMARY KEY, embedding vector(32))",
                "GRANT SELECT ON item_emb TO reader",
                "INSERT INTO item_emb VALUES ('old', array_fill(1, ARRAY[32])::vector)");
        publish(Map.of("new", vector(1, 2, 3)), Map.of("7", vector(4, 5, 6)));
        assertThat(server.ask(TYPES)).contains("item_emb.embedding vector(3)", "user_emb.embedding vector(3)");
        assertThat(server.ask(ITEMS)).containsExactly("new [1,2,3]");
        assertThat(server.ask("SELECT has_table_privilege('reader', 'item_emb', 'SELECT')"))
                .containsExactly("t");
    }

    @Test
    void idsThatAreNoNumbersGetATextColumnUnlessSomebodyElseMadeTheTable() throws Exception {
        server.execute("CREATE EXTENSION vector", "CREATE SCHEMA vectors");
        VectorTables inSchema = new VectorTables(server.declared(Optional.of("vectors")));
        inSchema.publish(embeddings(Map.of(), Map.of("a@b", vector(1, 2, 3), "5000000000", vector(0, 0, 1))));
        assertThat(server.ask("SELECT id FROM vectors.user_emb ORDER BY 1")).containsExactly("5000000000", "a@b");

        server.execute("CREATE TABLE user_emb (id int PRIMARY KEY, embedding vector(3))");
        assertThatThrownBy(() -> publish(Map.of("P", vector(1, 2, 3)), Map.of("5000000000", vector(1, 2, 3))))
                .isInstanceOf(IOException.class)
                .hasMessage("The id '5000000000' does not fit into user_emb.id, which is integer."
                        + " Change that column to varchar, or drop the table: it is made anew.");
        // Of what was begun nothing stays.
        assertThat(server.ask("SELECT to_regclass('item_emb') IS NULL")).containsExactly("t");
    }

    @Test
    void withoutTheExtensionTheTablesOrTheServerItIsSaidWhatToDo() throws Exception {
        assertThatThrownBy(() -> tables.tryOut())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run `CREATE EXTENSION vector`");
        assertThatThrownBy(() -> publish(Map.of(), Map.of())).hasMessageContaining("run `CREATE EXTENSION vector`");

        server.execute("CREATE EXTENSION vector", "CREATE TABLE item_emb (id varchar PRIMARY KEY, vec vector(3))");
        assertThatThrownBy(() -> publish(Map.of("P", vector(1, 2, 3)), Map.of()))
                .hasMessage("The table item_emb has no column embedding. Give it `id` and `embedding`, or drop it:"
                        + " it is made anew.");
        assertThatThrownBy(() -> new VectorTables(server.declared(Optional.of("nowhere")))
                        .publish(embeddings(Map.of(), Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("Check `embeddings:` below `outputs:`");
        OutputsConfiguration.Embeddings nobody =
                new OutputsConfiguration.Embeddings("jdbc:postgresql://127.0.0.1:1/shop", "a", "b", Optional.empty());
        assertThatThrownBy(() -> new VectorTables(nobody).tryOut())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining("Check `embeddings:`");
    }
}
