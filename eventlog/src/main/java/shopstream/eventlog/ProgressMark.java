package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How far a source has been read: everything it committed up to {@code sourceTime} stands in its topics before
 * {@code endOffsets}.
 *
 * @param sourceTime null while nothing can be said, for example during a snapshot
 * @param state in words, for example {@code streaming}
 * @param endOffsets per topic of the source, and per partition the offset behind the last record; records that merely
 *     wake a consumer are not counted
 * @param counts per dataset, at these offsets
 * @param lastChangeSeen the newest commit time of a change; null before the first
 * @param snapshot how far the reading of all rows has come; null in marks of earlier versions
 */
public record ProgressMark(
        String source,
        Instant sourceTime,
        Instant writtenAt,
        String state,
        Map<String, List<Long>> endOffsets,
        Map<String, DatasetCounts> counts,
        Instant lastChangeSeen,
        OpenSnapshot snapshot) {
    /** As it stands in the log. */
    public String json() {
        return new String(Json.bytes(this), UTF_8);
    }

    /** The mark of which {@code json} is the text. */
    public static ProgressMark of(String json) {
        return Json.read(json.getBytes(UTF_8), ProgressMark.class);
    }
}
