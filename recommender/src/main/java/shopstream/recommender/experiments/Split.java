package shopstream.recommender.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Where a visitor stands in an experiment: evenly spread, and spread anew in each. */
final class Split {
    private Split() {}

    /** From 0, inclusive, to 1, exclusive. */
    static double place(String experiment, String visitor) {
        byte[] hash = sha256().digest((experiment + "\n" + visitor).getBytes(UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
