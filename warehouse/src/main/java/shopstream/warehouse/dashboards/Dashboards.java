package shopstream.warehouse.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.eventlog.MartDeclaration;

/** Reads {@code shop/dashboards}: one YAML file per dashboard. */
public final class Dashboards {

    private static final Set<String> RESERVED =
            Set.of("time", "grain", "by", "from", "to", "zone", "limit", "order", "lines");

    private Dashboards() {}

    /** All dashboards of a directory, in file order; what is wrong with them becomes a problem with its file and line. */
    public static List<Dashboard> read(Path directory, Problems problems) {
        if (!Files.isDirectory(directory)) {
            problems.add(
                    new Place(directory, 1), "There is no such directory", "Create it with at least one dashboard");
            return List.of();
        }
        var dashboards = new ArrayList<Dashboard>();
        var names = new HashSet<String>();
        try (var files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                YamlMap.read(file, problems)
                        .map(yaml -> dashboard(file, yaml, problems))
                        .ifPresent(dashboard -> {
                            if (names.add(dashboard.name())) {
                                dashboards.add(dashboard);
                            } else {
                                problems.add(
                                        dashboard.place(),
                                        "There is a dashboard \"" + dashboard.name() + "\" already",
                                        "Give this one another name");
                            }
                        });
            }
        } catch (IOException e) {
            problems.add(
                    new Place(directory, 1),
                    "Cannot read the dashboards: " + e.getMessage(),
                    "Check the directory's rights");
        }
        return List.copyOf(dashboards);
    }

    /** Checks that every dashboard's expressions can be computed from these marts and seeds, and its campaigns read, without running anything. */
    public static void check(
            List<Dashboard> dashboards, Collection<MartDeclaration> marts, Collection<Seed> seeds, Problems problems) {
        dashboards.forEach(dashboard -> {
            Star.of(dashboard, marts, seeds, ZoneOffset.UTC, problems);
            CampaignCalendar.of(dashboard, seeds, ZoneOffset.UTC, problems);
        });
    }

    private static Dashboard dashboard(Path file, YamlMap yaml, Problems problems) {
        String name = yaml.text("name", file.getFileName().toString().replaceFirst("\\.yaml$", ""));
        if (!name.matches("[a-z][a-z0-9-]*")) {
            problems.add(
                    yaml.place(), "\"" + name + "\" cannot stand in an address", "Use small letters, digits and -");
        }
        List<Measure> measures =
                yaml.maps("measures").stream().map(Dashboards::measure).toList();
        List<Dimension> dimensions =
                yaml.maps("dimensions").stream().map(Dashboards::dimension).toList();
        Duration range = yaml.duration("default-range", Duration.ofDays(30));
        if (range.toDays() < 1) {
            problems.add(
                    yaml.placeOf("default-range"), "The default range is shorter than a day", "Write for example 30d");
        }
        var dashboard = new Dashboard(
                name,
                yaml.text("title", name),
                yaml.requiredText("mart"),
                yaml.texts("also"),
                yaml.requiredText("time"),
                yaml.text("where", "true"),
                entity(yaml),
                currency(yaml, problems),
                (int) Math.max(1, range.toDays()),
                yaml.text("otherwise", "(none)"),
                measures,
                dimensions,
                yaml.map("campaigns").map(CampaignTable::read),
                RateTable.read(yaml, problems),
                yaml.has("mart") ? yaml.placeOf("mart") : yaml.place());
        yaml.nothingElse();
        names(dashboard, problems);
        return dashboard;
    }

    private static String currency(YamlMap yaml, Problems problems) {
        String code = yaml.text("currency", "USD");
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            problems.add(
                    yaml.placeOf("currency"),
                    "\"" + code + "\" is not a currency",
                    "Write an ISO 4217 code, such as USD or EUR");
            return "USD";
        }
    }

    private static Dashboard.Entity entity(YamlMap yaml) {
        Optional<YamlMap> entity = yaml.map("entity");
        if (entity.isEmpty()) {
            return new Dashboard.Entity("row", yaml.requiredText("entity"), yaml.place());
        }
        YamlMap map = entity.get();
        var result = new Dashboard.Entity(map.requiredText("name"), map.requiredText("expression"), map.place());
        map.nothingElse();
        return result;
    }

    private static Measure measure(YamlMap yaml) {
        String name = yaml.requiredText("name");
        Measure.Unit unit = yaml.choice("unit", Measure.Unit.class, Measure.Unit.NUMBER);
        var measure = new Measure(
                name,
                yaml.text("title", name),
                yaml.requiredText("expression"),
                unit,
                (int) yaml.whole("decimals", unit == Measure.Unit.COUNT ? 0 : 2),
                yaml.requiredText("definition"),
                yaml.has("expression") ? yaml.placeOf("expression") : yaml.place());
        yaml.nothingElse();
        return measure;
    }

    private static Dimension dimension(YamlMap yaml) {
        String name = yaml.requiredText("name");
        Optional<Dimension.Label> label = yaml.map("label").map(map -> {
            var result = new Dimension.Label(map.requiredText("name"), map.requiredText("expression"));
            map.nothingElse();
            return result;
        });
        var dimension = new Dimension(
                name,
                yaml.text("title", name),
                yaml.requiredText("expression"),
                label,
                yaml.choice("group", Dimension.Group.class, Dimension.Group.GOODS),
                yaml.optionalText("parent"),
                yaml.text("definition", ""),
                yaml.has("expression") ? yaml.placeOf("expression") : yaml.place());
        yaml.nothingElse();
        return dimension;
    }

    private static void names(Dashboard dashboard, Problems problems) {
        var names = new HashSet<>(RESERVED);
        dashboard.measures().forEach(m -> name(m.name(), m.place(), names, problems));
        dashboard.dimensions().forEach(d -> {
            name(d.name(), d.place(), names, problems);
            d.label().ifPresent(label -> name(label.name(), d.place(), names, problems));
        });
        for (Dimension dimension : dashboard.dimensions()) {
            dimension
                    .parent()
                    .filter(parent -> dashboard.dimension(parent).isEmpty())
                    .ifPresent(parent -> {
                        var known = dashboard.dimensions().stream()
                                .map(Dimension::name)
                                .toList();
                        problems.add(
                                dimension.place(),
                                "Dimension " + dimension.name() + " has the unknown parent \"" + parent + "\"",
                                "Use " + Nearest.of(parent, known).orElse("one of " + known));
                    });
        }
        if (dashboard.measures().isEmpty()) {
            problems.add(dashboard.place(), "The dashboard has no measures", "Declare at least one under measures");
        }
    }

    private static void name(String name, Place place, Set<String> names, Problems problems) {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            problems.add(
                    place,
                    "\"" + name + "\" cannot be a name in questions and answers",
                    "Use letters and digits, such as averageOrder");
        } else if (!names.add(name)) {
            problems.add(place, "The name \"" + name + "\" is taken", "Choose another name");
        }
    }
}
