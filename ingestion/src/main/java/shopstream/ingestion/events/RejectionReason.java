package shopstream.ingestion.events;

import shopstream.contracts.EventCheck;
import shopstream.contracts.Rejected;

/** Says in words why an event was rejected. */
final class RejectionReason {
    private static final int SHOWN_MAX = 80;

    private RejectionReason() {}

    static String of(Rejected rejected, EventCheck check) {
        String field = rejected.column();
        String value = shown(rejected.offendingValue());
        return switch (rejected.rule()) {
            case "size" ->
                "The event has more than " + (EventLimits.EVENT_BYTES >> 10) + " KB. Leave out what is not needed.";
            case "depth" ->
                "At `" + field + "` more than " + EventLimits.DEPTH + " objects or lists stand in each other.";
            case "duplicate" -> "The name `" + field + "` stands twice in one object. Keep one of the two.";
            case "number" ->
                "The number at `" + field + "` has more than " + EventLimits.NUMBER_CHARACTERS
                        + " characters, or an exponent that no number has.";
            case "required" ->
                field.contains("|")
                        ? "One of " + field.replace("|", ", ") + " has to be there."
                        : "`" + field + "` has to be there.";
            case "type" ->
                field.isEmpty()
                        ? "An event has to be a JSON object."
                        : "`" + field + "` has the value " + value + ", which is not of its type.";
            case "allowed" ->
                field.equals("event")
                        ? "The event " + value + " is not known."
                                + check.nearestTo(rejected.offendingValue())
                                        .map(near -> " Did you mean `" + near + "`?")
                                        .orElse(" shop/contracts says which are.")
                        : "`" + field + "` has the value " + value + ", which is not one of those it may have.";
            default -> "`" + field + "` has the value " + value + ", which breaks the rule " + rejected.rule() + ".";
        };
    }

    private static String shown(String value) {
        if (value == null) {
            return "nothing";
        }
        int end = Math.min(value.length(), SHOWN_MAX);
        return "`" + value.substring(0, end).replaceAll("\\p{Cntrl}", "?") + (end < value.length() ? "…" : "") + "`";
    }
}
