package shopstream.warehouse.dashboards;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** Reads a seed's rows as campaigns. */
final class CampaignRows {

    private final CampaignTable table;
    private final Dashboard dashboard;
    private final Problems problems;

    CampaignRows(CampaignTable table, Dashboard dashboard, Problems problems) {
        this.table = table;
        this.dashboard = dashboard;
        this.problems = problems;
    }

    /** The campaigns that can be read. */
    List<Campaign> read(Collection<Seed> seeds) {
        return SeedColumns.of(table.seed(), "campaigns", seeds, problems)
                .map(this::read)
                .orElse(List.of());
    }

    private List<Campaign> read(SeedColumns named) {
        Seed seed = named.seed();
        var columns = new Columns(
                named.position(table.name()),
                named.position(table.firstDay()),
                named.position(table.lastDay()),
                about(named));
        if (columns.name() < 0 || columns.firstDay() < 0 || columns.lastDay() < 0) {
            return List.of();
        }
        var campaigns = new ArrayList<Campaign>();
        for (int i = 0; i < seed.rows().size(); i++) {
            campaign(seed.rows().get(i), columns, seed.placeOf(i)).ifPresent(campaigns::add);
        }
        return campaigns;
    }

    /** Positions in a row; a missing column is -1. */
    private record Columns(int name, int firstDay, int lastDay, Map<String, Integer> about) {}

    private Map<String, Integer> about(SeedColumns named) {
        List<String> known =
                dashboard.dimensions().stream().map(Dimension::name).toList();
        var about = new LinkedHashMap<String, Integer>();
        for (Word word : table.about()) {
            if (!known.contains(word.text())) {
                problems.add(
                        word.place(),
                        "There is no dimension \"" + word.text() + "\" that a campaign could be about",
                        Nearest.of(word.text(), known)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("The dimensions are " + known));
                continue;
            }
            int column = named.position(word);
            if (column >= 0) {
                about.put(word.text(), column);
            }
        }
        return about;
    }

    private Optional<Campaign> campaign(List<String> row, Columns columns, Place place) {
        String name = row.get(columns.name());
        if (name == null || name.isBlank()) {
            problems.add(
                    place,
                    "A campaign has no name",
                    "Write one into the column " + table.name().text());
            return Optional.empty();
        }
        var about = new LinkedHashMap<String, List<String>>();
        columns.about().forEach((dimension, column) -> {
            List<String> values = parted(row.get(column));
            if (!values.isEmpty()) {
                about.put(dimension, values);
            }
        });
        return new DayText(name.strip(), (message, nextStep) -> problems.add(place, message, nextStep))
                .days(row.get(columns.firstDay()), row.get(columns.lastDay()))
                .map(days -> new Campaign(name.strip(), days, about));
    }

    private static List<String> parted(String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(";"))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
    }
}
