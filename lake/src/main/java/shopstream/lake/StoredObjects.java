package shopstream.lake;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.aws.s3.S3FileIO;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whole files below an address on S3, or on what speaks its language: each is put at once, so that it is there or not. */
public final class StoredObjects implements AutoCloseable {
    private static final String S3 = "s3://";
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
        String location = address + "/" + name;
        String path = location.substring(S3.length());
        int slash = path.indexOf('/');
        try {
            files.client(location)
                    .putObject(
                            PutObjectRequest.builder()
                                    .bucket(path.substring(0, slash))
                                    .key(path.substring(slash + 1))
                                    .contentType("application/x-ndjson")
                                    .build(),
                            RequestBody.fromFile(content));
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
