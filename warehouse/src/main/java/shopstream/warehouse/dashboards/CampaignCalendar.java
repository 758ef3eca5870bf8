package shopstream.warehouse.dashboards;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problems;

/** The campaigns of a dashboard, as the shop's marketing wrote them down. */
public final class CampaignCalendar {

    private final List<Campaign> campaigns;
    private final ZoneId zone;

    private CampaignCalendar(List<Campaign> campaigns, ZoneId zone) {
        this.campaigns = List.copyOf(campaigns);
        this.zone = zone;
    }

    /**
     * The calendar that a dashboard declares; without campaigns where it declares none.
     *
     * @param zone whose days the campaigns' days are
     * @param problems told what cannot be read, which is left out
     */
    public static CampaignCalendar of(Dashboard dashboard, Collection<Seed> seeds, ZoneId zone, Problems problems) {
        return new CampaignCalendar(
                dashboard
                        .campaigns()
                        .map(table -> new CampaignRows(table, dashboard, problems).read(seeds))
                        .orElse(List.of()),
                zone);
    }

    public boolean isEmpty() {
        return campaigns.isEmpty();
    }

    /** Each time a campaign runs between {@code from} and {@code to} (exclusive), the earliest first. */
    public List<Campaign.Run> runs(Instant from, Instant to) {
        return campaigns.stream()
                .flatMap(campaign -> campaign.runs(from, to, zone))
                .sorted(Comparator.comparing(Campaign.Run::from)
                        .thenComparing(run -> run.campaign().name()))
                .toList();
    }
}
