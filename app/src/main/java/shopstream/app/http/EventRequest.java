package shopstream.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import shopstream.ingestion.events.EventLimits;

/** What HTTP says of a call that tells events: who calls, and the body, unpacked and never larger than allowed. */
final class EventRequest {
    /** What pages, servers, `sendBeacon` and curl send JSON as. */
    private static final List<String> TYPES =
            List.of("application/json", "text/plain", "application/x-www-form-urlencoded");

    /** By these a proxy says that the caller is somebody else. */
    private static final List<String> PROXIED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final Context context;

    EventRequest(Context context) {
        this.context = context;
    }

    /** @throws HttpProblem where it is too large, packed in a way we do not know, or ends too early */
    byte[] body() {
        requireJson();
        if (context.req().getContentLengthLong() > EventLimits.BODY_BYTES) {
            throw tooLarge();
        }
        String packing = Optional.ofNullable(context.header("Content-Encoding")).orElse("identity");
        try {
            byte[] sent = bounded(context.req().getInputStream());
            return switch (packing.toLowerCase(Locale.ROOT)) {
                case "identity", "" -> sent;
                case "gzip", "x-gzip" -> unpacked(sent);
                default ->
                    throw new HttpProblem(
                            415,
                            "Unknown packing",
                            "The body is packed as '" + packing + "'; gzip is understood, and no packing.",
                            Map.of());
            };
        } catch (IOException broken) {
            throw new HttpProblem(
                    400, "Bad body", "The body could not be read to its end: " + broken.getMessage() + ".", Map.of());
        }
    }

    private void requireJson() {
        String type = Optional.ofNullable(context.contentType()).orElse("").toLowerCase(Locale.ROOT);
        String[] parts = type.split(";", -1);
        boolean known = type.isBlank() || TYPES.contains(parts[0].strip());
        for (int at = 1; at < parts.length; at++) {
            String parameter = parts[at].strip().replace("\"", "");
            known &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        if (!known) {
            throw new HttpProblem(
                    415, "Not JSON", "The body is of the type '" + type + "'; send JSON in UTF-8.", Map.of());
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return bounded(stream);
        }
    }

    private static byte[] bounded(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(EventLimits.BODY_BYTES + 1);
        if (bytes.length > EventLimits.BODY_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static HttpProblem tooLarge() {
        return new HttpProblem(
                413,
                "Too large",
                "The body has more than " + (EventLimits.BODY_BYTES >> 10) + " KB. Send it in several requests.",
                Map.of());
    }

    /** The write key that the caller shows in a header: as the user's name, as Segment's libraries do; null where none. */
    String writeKey() {
        String authorization = context.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** Where the page is from that calls; nothing where it is no page. */
    Optional<String> origin() {
        return Optional.ofNullable(context.header("Origin"));
    }

    /** Whether the caller is on this machine itself, and not behind a proxy that is. */
    boolean isFromThisMachine() {
        try {
            return PROXIED.stream().allMatch(name -> context.header(name) == null)
                    && InetAddress.getByName(context.req().getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException never) {
            return false;
        }
    }
}
