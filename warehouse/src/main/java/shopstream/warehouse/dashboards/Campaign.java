package shopstream.warehouse.dashboards;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something the shop's marketing does on some days.
 *
 * @param about dimension → the values it is about; a dimension that is not there means all of its values
 */
public record Campaign(String name, CampaignDays days, Map<String, List<String>> about) {

    public Campaign {
        about = Map.copyOf(about);
    }

    /**
     * One time that a campaign runs.
     *
     * @param from where its first day begins
     * @param to where its last day ends; exclusive
     */
    public record Run(Campaign campaign, Instant from, Instant to) {}

    /** Each time it runs between {@code from} and {@code to} (exclusive), as whole days of the zone. */
    Stream<Run> runs(Instant from, Instant to, ZoneId zone) {
        return days.between(
                        from.atZone(zone).toLocalDate(),
                        to.minusNanos(1).atZone(zone).toLocalDate())
                .map(time -> new Run(
                        this,
                        time.first().atStartOfDay(zone).toInstant(),
                        time.last().plusDays(1).atStartOfDay(zone).toInstant()));
    }
}
