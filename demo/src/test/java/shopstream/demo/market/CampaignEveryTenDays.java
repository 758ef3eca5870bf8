package shopstream.demo.market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A calendar as busy as a real one: in every ten days three with a campaign, about one line after the other. */
final class CampaignEveryTenDays implements MarketingCalendar {

    private static final Duration BLOCK = Duration.ofDays(10);
    private static final List<String> LINES =
            List.of("Ships", "Trains", "Classic Cars", "Spacecraft", "Planes", "Vintage Cars", "Motorcycles");

    @Override
    public List<Campaign> at(Instant time) {
        long block = Math.floorDiv(time.getEpochSecond(), BLOCK.toSeconds());
        Instant from = Instant.ofEpochSecond(block * BLOCK.toSeconds()).plus(Duration.ofDays(2));
        Instant to = from.plus(Duration.ofDays(3));
        String line = LINES.get(Math.floorMod(block, LINES.size()));
        return time.isBefore(from) || !time.isBefore(to)
                ? List.of()
                : List.of(new Campaign(line + " Days", from, to, Set.of(), Set.of(line)));
    }
}
