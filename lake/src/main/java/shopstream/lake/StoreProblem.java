package shopstream.lake;

import java.io.IOException;
import java.util.Optional;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What storage and catalog refuse, in words that say what to do. */
public final class StoreProblem {
    /** How Iceberg begins to say it. */
    private static final String NEWER = "Cannot read unsupported version";

    /** How Linux says it. */
    private static final String FULL = "No space left on device";

    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private StoreProblem() {}

    /** What storage or catalog have to do with a failure; nothing where they have nothing to do with it. */
    public static Optional<LakeProblem> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 50; depth++) {
            if (cause instanceof LakeProblem known) {
                return Optional.of(known);
            }
            if (cause instanceof S3Exception refused) {
                return Optional.of(refused(refused));
            }
            if (cause instanceof SdkClientException unreachable) {
                return Optional.of(new LakeProblem(
                        "The lake's storage cannot be reached: " + unreachable.getMessage() + ".",
                        "Check `lake: s3:` in shop.yaml, and that its server runs; writing goes on when it answers.",
                        failure));
            }
            if (cause instanceof NotAuthorizedException refused) {
                return Optional.of(new LakeProblem(
                        "The lake's catalog refuses: " + refused.getMessage() + ".",
                        "Check `token` or `credential` below `lake: catalog:` in shop.yaml.",
                        failure));
            }
            if (cause instanceof IllegalArgumentException newer
                    && String.valueOf(newer.getMessage()).startsWith(NEWER)) {
                return Optional.of(new LakeProblem(
                        "A table of the lake is of a newer version of Iceberg's format than this program knows: "
                                + newer.getMessage() + ".",
                        "Start the version of this program that wrote it, or a later one; nothing was changed.",
                        failure));
            }
            if (cause instanceof IOException full
                    && String.valueOf(full.getMessage()).contains(FULL)) {
                return Optional.of(new LakeProblem(
                        "The disk of the lake is full.",
                        "Free some space; writing goes on by itself, and nothing that was committed is lost.",
                        failure));
            }
            if (cause instanceof RESTException unreachable) {
                return Optional.of(new LakeProblem(
                        "The lake's catalog does not answer as it should: " + unreachable.getMessage() + ".",
                        "Check `lake: catalog: uri:` in shop.yaml, and that its server runs; writing goes on when it"
                                + " answers.",
                        failure));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static LakeProblem refused(S3Exception refused) {
        // The answer to a question that has no body has no code either.
        String said =
                refused.awsErrorDetails() == null || refused.awsErrorDetails().errorCode() == null
                        ? "status " + refused.statusCode()
                        : refused.awsErrorDetails().errorCode() + ", status " + refused.statusCode();
        if (refused.statusCode() == NOT_FOUND) {
            return new LakeProblem(
                    "The lake's storage says that there is no such bucket or file (" + said + ").",
                    "Create the bucket that `lake: warehouse:` in shop.yaml names, or mend its name. A file that is"
                            + " missing from a bucket that is there was deleted by somebody else.",
                    refused);
        }
        return refused.statusCode() >= BAD_REQUEST && refused.statusCode() < SERVER_ERROR
                ? new LakeProblem(
                        "The lake's storage refuses (" + said + ").",
                        "Check the keys below `lake: s3:` in shop.yaml, and that they may read, write, list and delete"
                                + " in its bucket.",
                        refused)
                : new LakeProblem(
                        "The lake's storage fails (" + said + ").",
                        "Look at its server; writing goes on when it answers.",
                        refused);
    }
}
