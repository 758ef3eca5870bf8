package shopstream.ingestion.discovery;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is to be said about the time of an order. */
final class TimeRemarks {
    /** A row may be written between the reading of the clock and that of the rows. */
    private static final long SLACK_SECONDS = 300;

    private TimeRemarks() {}

    static List<Remark> of(SchemaReading schema, TableReading orders, List<ColumnReading> candidates) {
        ColumnReading time = candidates.get(0);
        String name = orders.name() + "." + time.name();
        List<Remark> remarks = new ArrayList<>();
        remarks.add(Remark.guessed("an order is made at " + time.name()
                + (candidates.size() == 1
                        ? "."
                        : ", not at "
                                + String.join(
                                        " or ",
                                        candidates.stream()
                                                .skip(1)
                                                .map(ColumnReading::name)
                                                .toList())
                                + ".")));
        if (time.family() == Family.DAY) {
            remarks.add(Remark.guessed(time.name() + " is a day without a time, in the shop's own zone."));
        } else if (time.family() == Family.LOCAL_TIME || time.family() == Family.TEXT) {
            remarks.add(zone(schema, name, time));
        }
        if (time.family() == Family.TEXT && !SaleColumns.iso(time)) {
            remarks.add(
                    Remark.needed("In which form does " + name + " write a day? It is text, and not as 2026-01-31; say"
                            + " it below with TO_TIMESTAMP(…, 'dd.MM.yyyy'), or nothing counts."));
        }
        return remarks;
    }

    private static Remark zone(SchemaReading schema, String name, ColumnReading time) {
        Instant latest = schema.readAt().plusSeconds(SLACK_SECONDS);
        boolean ahead = time.present().stream()
                .map(TimeRemarks::inUtc)
                .filter(Objects::nonNull)
                .anyMatch(latest::isBefore);
        String question = "In which zone does the shop write " + name
                + "? It says none; source.zone in shop.yaml takes it to be UTC, and the server's own zone is "
                + schema.zone() + ".";
        return ahead
                ? Remark.needed(question + " It cannot be UTC: there are orders later than now.")
                : Remark.question(question);
    }

    private static Instant inUtc(String text) {
        try {
            return LocalDateTime.parse(text.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
