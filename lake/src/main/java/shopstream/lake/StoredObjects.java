package shopstream.lake;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.aws.s3.S3FileIO;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whole files below an address on S3, or on what speaks its language: each is put at once, so that it is there or not. */
public final class StoredObjects implements AutoCloseable {
    private static final String S3 = "s3://";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final String address;
    private final S3FileIO files;

    private StoredObjects(String address, S3FileIO files) {
        this.address = address;
        this.files = files;
    }

    /** @param store whose {@code warehouse} is where the files go */
    public static StoredObjects in(ObjectStore store) {
        String address = store.warehouse()
                .orElseThrow(() -> new IllegalArgumentException("Nothing says where on S3 the files are to go"));
        S3FileIO files = (S3FileIO) CatalogUtil.loadFileIO(S3FileIO.class.getName(), store.properties(), null);
        return new StoredObjects(address, files);
    }

    /**
     * Puts a file there, in place of one that is called the same.
     *
     * @param name with its folders, parted by slashes
     * @throws LakeProblem where the storage refuses it, or does not answer
     */
    public void put(String name, Path content) {
        ask(client -> client.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket())
                        .key((address + "/" + name).substring(S3.length() + bucket().length() + 1))
                        .contentType("application/x-ndjson")
                        .build(),
                RequestBody.fromFile(content)));
    }

    /**
     * Asks whether there is anything where files are to go, and puts nothing there.
     *
     * @throws LakeProblem where there is no such bucket, or its server does not answer
     */
    public void tryOut() {
        ask(client -> {
            try {
                client.headBucket(HeadBucketRequest.builder().bucket(bucket()).build());
            } catch (S3Exception refused) {
                // Keys that may only write are not told.
                if (refused.statusCode() != FORBIDDEN) {
                    throw refused;
                }
            }
        });
    }

    private String bucket() {
        return address.substring(S3.length()).split("/", 2)[0];
    }

    private void ask(Consumer<S3Client> question) {
        try {
            question.accept(files.client(address));
        } catch (S3Exception refused) {
            throw refused(refused);
        } catch (SdkClientException | UncheckedIOException unreachable) {
            throw new LakeProblem(
                    address + " cannot be reached: " + unreachable.getMessage() + ".",
                    "Check that its server runs, and `s3:` in shop.yaml.",
                    unreachable);
        }
    }

    private LakeProblem refused(S3Exception refused) {
        String said =
                refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
                        ? "status " + refused.statusCode()
                        : refused.awsErrorDetails().errorCode() + ", status " + refused.statusCode();
        return new LakeProblem(
                address + " does not take files (" + said + ").",
                refused.statusCode() == NOT_FOUND
                        ? "Create the bucket, or mend its name in shop.yaml."
                        : "Look at its server, and check that the keys of `s3:` in shop.yaml may write there.",
                refused);
    }

    @Override
    public void close() {
        files.close();
    }
}
