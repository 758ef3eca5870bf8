package shopstream.app.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import shopstream.lake.ObjectStore;

/**
 * {@code outputs:} of {@code shop.yaml}: where recommendations go beside the shop's pages.
 *
 * @param recommendations what each active customer is recommended; empty where it goes nowhere
 * @param popular what is popular; empty where nobody is told
 * @param embeddings what was learned of products and customers; empty where it is published nowhere
 */
public record OutputsConfiguration(
        Optional<Recommendations> recommendations, Optional<Popular> popular, Optional<Embeddings> embeddings) {
    public static final OutputsConfiguration NONE =
            new OutputsConfiguration(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param activeWithin how long ago somebody may have done something, to be delivered
     * @param products so many each
     * @param topic whether they go to a topic of the log
     * @param lake whether they go to a table of the lake
     */
    public record Recommendations(
            Duration activeWithin, int products, boolean topic, boolean lake, Optional<Files> files) {}

    /** Where files go. */
    public sealed interface Files {}

    /** @param folder empty for one below the data directory */
    public record Folder(Optional<Path> folder) implements Files {}

    /** @param store whose {@code warehouse} is where the files go */
    public record Objects(ObjectStore store) implements Files {}

    /**
     * @param days of which it is told what was wanted most
     * @param products so many
     * @param file that is written; empty where none is
     * @param webhook that is called; empty where none is
     */
    public record Popular(int days, int products, Optional<KeptFile> file, Optional<Hook> webhook) {}

    /** @param path empty for one below the data directory */
    public record KeptFile(Optional<Path> path) {}

    /** @param secret with which calls are signed */
    public record Hook(URI address, Optional<String> secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * A PostgreSQL database with the extension pgvector.
     *
     * @param url of JDBC
     * @param schema of the tables; empty for what the database takes by itself
     */
    public record Embeddings(String url, String user, String password, Optional<String> schema) {
        /** Without the password. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /** Whether anything of it is written to the lake. */
    public boolean toLake() {
        return recommendations.filter(Recommendations::lake).isPresent();
    }
}
