package shopstream.lake;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.FreePort;

/** Adobe's S3Mock: a server that speaks S3, with one bucket. It takes any key. */
public final class S3Server implements AutoCloseable {
    private static final String BUCKET = "lake";

    private final Path directory;
    private final int port = FreePort.any();
    private ServerProcess process;

    /** Starts it with its files in a directory, which it goes on with when it is started there again. */
    public S3Server(Path directory) {
        this.directory = directory;
        start();
    }

    /** After {@link #stop}, with the same address. */
    public void start() {
        process = new ServerProcess(
                List.of(
                        "-jar",
                        ServerProcess.libraries(name -> name.startsWith("s3mock")),
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.http-port=" + port,
                        "--com.adobe.testing.s3mock.store.root=" + directory,
                        "--com.adobe.testing.s3mock.store.retain-files-on-exit=true",
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET),
                Map.of(),
                port,
                directory.resolveSibling(directory.getFileName() + ".out"));
    }

    /** As a power cut would. */
    public void stop() {
        process.close();
    }

    /** How a lake below a folder of its bucket is reached. */
    public ObjectStore store(String folder) {
        return inBucket(BUCKET, folder);
    }

    /** The same in a bucket that need not be there. */
    public ObjectStore inBucket(String bucket, String folder) {
        return new ObjectStore(
                Optional.of("s3://" + bucket + "/" + folder),
                Optional.of(URI.create("http://localhost:" + port)),
                Optional.of("us-east-1"),
                true,
                Optional.of(new ObjectStore.Keys("writer", "secret")));
    }

    @Override
    public void close() {
        stop();
    }
}
