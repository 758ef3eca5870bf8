package shopstream.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which a shop's page shows that a visitor is a customer: {@code USER.EXPIRES.SIGNATURE}, the user in base64url, the second
 * since 1970 from which it is worth nothing, and the HMAC-SHA256 of both with the shop's secret in base64url.
 */
final class VisitorToken {
    private static final String ALGORITHM = "HmacSHA256";

    /** So that one that got into wrong hands is soon worth nothing. */
    private static final long LONGEST_SECONDS = 24 * 60 * 60;

    private VisitorToken() {}

    /** Whom it shows; empty where it shows nobody, as when it is forged, for too long or over. */
    static Optional<String> user(String token, String secret, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("\\d{1,12}")) {
            return Optional.empty();
        }
        long left = Long.parseLong(parts[1]) - now.getEpochSecond();
        byte[] given = decoded(parts[2]);
        if (left <= 0
                || left > LONGEST_SECONDS
                || !MessageDigest.isEqual(signature(parts[0] + "." + parts[1], secret), given)) {
            return Optional.empty();
        }
        return Optional.of(new String(decoded(parts[0]), UTF_8));
    }

    /** What a shop's server does. */
    static String of(String user, Instant expires, String secret) {
        String signed = encoded(user.getBytes(UTF_8)) + "." + expires.getEpochSecond();
        return signed + "." + encoded(signature(signed, secret));
    }

    private static byte[] signature(String text, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }
}
