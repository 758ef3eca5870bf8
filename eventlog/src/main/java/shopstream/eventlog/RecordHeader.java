package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import shopstream.contracts.Origin;
import shopstream.contracts.Verdict;

/** The headers that every record of a source carries. */
final class RecordHeader {
    static final String SOURCE = "source";
    static final String POSITION = "position";
    static final String COMMIT_TIME = "commit_time";
    static final String INGESTED_AT = "ingested_at";
    static final String OPERATION = "op";
    static final String TRANSACTION = "transaction";
    static final String CONTRACT = "contract";
    static final String TRACE = "trace";
    /** Of quarantined records: the dataset they were meant for. */
    static final String DATASET = "dataset";
    /** Present on a rejected update that leaves an older version of its row current. */
    static final String STALE = "stale";
    /** Absent on what a verdict wrote; such records are counted, those of the kinds below are not. */
    static final String KIND = "kind";

    /** The last record of a partition once more, to wake a consumer. */
    static final String WAKE = "wake";
    /** The deletion of a row that a new snapshot no longer found. */
    static final String VANISHED = "vanished";
    /** In the quarantine: the row that an earlier rejection left stale is current again, or gone. */
    static final String SUPERSEDED = "superseded";

    private RecordHeader() {}

    static Headers of(Verdict verdict, byte[] position, Instant ingestedAt) {
        Origin origin = verdict.origin();
        return new RecordHeaders()
                .add(SOURCE, origin.source().getBytes(UTF_8))
                .add(POSITION, position)
                .add(COMMIT_TIME, micros(origin.commitTime()))
                .add(INGESTED_AT, micros(ingestedAt))
                .add(OPERATION, origin.operation().letter().getBytes(UTF_8))
                .add(TRANSACTION, origin.transaction().getBytes(UTF_8))
                .add(CONTRACT, verdict.contractVersion().getBytes(UTF_8))
                // One trace for all records of a source's transaction, told from its name, so that a replay keeps it.
                .add(TRACE, trace(origin).getBytes(UTF_8));
    }

    static byte[] bytes(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    static String text(Headers headers, String name) {
        byte[] bytes = bytes(headers, name);
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    static Instant commitTime(Headers headers) {
        return instant(headers, COMMIT_TIME);
    }

    /** The moment in a header; null where there is none. */
    static Instant instant(Headers headers, String name) {
        String micros = text(headers, name);
        return micros == null ? null : Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    static byte[] micros(Instant instant) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant)).getBytes(UTF_8);
    }

    private static String trace(Origin origin) {
        String unit = origin.transaction().isEmpty() ? origin.place() : origin.transaction();
        return UUID.nameUUIDFromBytes((origin.source() + '/' + unit).getBytes(UTF_8))
                .toString();
    }
}
