package shopstream.operations.schedules;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When something is due: the five fields of a crontab line, read by the clocks of one zone.
 *
 * <p>Where clocks are changed it does what Debian's cron does. A fixed time that does not exist is due at the moment when
 * the clocks jump over it, once; a fixed time that exists twice is due the first time. What is due in every hour, or in
 * every so many, goes by the hours that really pass.
 */
public final class Timetable {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** More than clocks are ever set back by. */
    private static final int HOURS_BACK = 3;

    /** A leap year lies behind it, so that the 29th of February is found. */
    private static final Instant SOME_DAY = Instant.parse("2024-01-01T00:00:00Z");

    private final String text;
    private final ZoneId zone;
    private final Cron cron;
    private final ExecutionTime times;
    private final boolean byHours;

    private Timetable(String text, ZoneId zone, Cron cron) {
        this.text = text;
        this.zone = zone;
        this.cron = cron;
        this.times = ExecutionTime.forCron(cron);
        this.byHours = cron.asString().split(" ")[1].startsWith("*");
    }

    /** @throws IllegalArgumentException saying what is wrong with the line */
    public static Timetable of(String text, ZoneId zone) {
        String line = text.strip().replaceAll("\\s+", " ");
        Timetable timetable = new Timetable(line, zone, PARSER.parse(line).validate());
        if (timetable.next(SOME_DAY).isEmpty()) {
            throw new IllegalArgumentException("No day is ever like that");
        }
        return timetable;
    }

    /** The first moment after that one at which it is due; empty where it never is again. */
    public Optional<Instant> next(Instant after) {
        LocalDateTime local = LocalDateTime.ofInstant(after, zone).minusHours(HOURS_BACK);
        Instant best = null;
        while (true) {
            // The library is asked about days without changes of clocks; those are treated here.
            Optional<LocalDateTime> candidate =
                    times.nextExecution(local.atZone(ZoneOffset.UTC)).map(each -> each.toLocalDateTime());
            if (candidate.isEmpty()) {
                return Optional.ofNullable(best);
            }
            local = candidate.get();
            if (best != null && !earliest(local).isBefore(best)) {
                return Optional.of(best);
            }
            for (Instant moment : moments(local)) {
                if (moment.isAfter(after) && (best == null || moment.isBefore(best))) {
                    best = moment;
                }
            }
        }
    }

    private List<Instant> moments(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            return byHours ? List.of() : List.of(jump(local).getInstant());
        }
        return offsets.stream()
                .limit(byHours ? offsets.size() : 1)
                .map(local::toInstant)
                .toList();
    }

    private Instant earliest(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? jump(local).getInstant() : local.toInstant(offsets.get(0));
    }

    private ZoneOffsetTransition jump(LocalDateTime local) {
        return zone.getRules().getTransition(local);
    }

    /** The same in English, such as {@code at 03:30}. */
    public String words() {
        return CronDescriptor.instance(Locale.ENGLISH)
                .describe(cron)
                // The library's own English is "at Monday day".
                .replaceAll("at (\\w+day) day", "on $1");
    }

    public ZoneId zone() {
        return zone;
    }

    /** The line as it was written. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text + " in " + zone;
    }
}
