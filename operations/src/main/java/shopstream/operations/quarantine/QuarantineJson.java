package shopstream.operations.quarantine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import shopstream.eventlog.SetAside;
import shopstream.operations.quarantine.QuarantineBook.Standing;

/** What is in quarantine as JSON: in the API and on the command line. Nothing in it is personal. */
public final class QuarantineJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private QuarantineJson() {}

    /** How it stands, by cause. */
    public static ObjectNode of(Standing standing) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("complete", standing.isComplete());
        json.put(
                "records",
                standing.causes().stream().mapToLong(CauseReport::count).sum());
        json.put(
                "stale",
                standing.causes().stream().mapToLong(CauseReport::stale).sum());
        ArrayNode causes = json.putArray("causes");
        standing.causes().forEach(report -> causes.add(of(report)));
        return json;
    }

    private static ObjectNode of(CauseReport report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("dataset", report.cause().dataset());
        json.put("rule", report.cause().rule());
        json.put("column", report.cause().column());
        json.put("records", report.count());
        json.put("stale", report.stale());
        json.put("first", report.first().toString());
        json.put("last", report.last().toString());
        ArrayNode examples = json.putArray("examples");
        for (CauseReport.Example example : report.examples()) {
            examples.addObject().put("value", example.value()).put("records", example.count());
        }
        json.put("recordsOfOtherValues", report.othersOf());
        return json;
    }

    /** Records in a list. */
    public static ObjectNode of(List<SetAside> records, Disclosure disclosure) {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode list = json.putArray("records");
        records.forEach(record -> list.add(of(record, disclosure)));
        return json;
    }

    /** All of one record. */
    public static ObjectNode of(SetAside record, Disclosure disclosure) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("place", record.place());
        json.put("dataset", record.dataset());
        json.put("rule", record.rule());
        json.put("column", record.column());
        json.put("value", disclosure.value(record));
        json.set("original", disclosure.original(record));
        json.put("leftStale", record.stale());
        json.put("source", record.source());
        json.put("where", record.where());
        json.put("operation", record.operation().name().toLowerCase(Locale.ROOT));
        json.put("committed", String.valueOf(record.committed()));
        json.put("setAside", record.setAside().toString());
        json.put("contract", record.contract());
        return json;
    }
}
