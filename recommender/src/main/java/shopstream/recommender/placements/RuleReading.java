package shopstream.recommender.placements;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Reads the rules of one placement. */
final class RuleReading {
    private static final List<String> ACTIONS = List.of("pin", "exclude", "boost", "bury");
    private static final List<String> FURTHER = List.of("at", "most", "times");
    private static final BigDecimal TWICE = BigDecimal.valueOf(2);

    private final SelectionReading selections;
    private final ZoneId zone;
    private final Problems problems;
    private final Map<String, Place> names = new HashMap<>();

    /** @param zone whose days those of rules are */
    RuleReading(SelectionReading selections, ZoneId zone, Problems problems) {
        this.selections = selections;
        this.zone = zone;
        this.problems = problems;
    }

    /** The rule; empty where it is not said what it does. */
    Optional<Rule> read(YamlMap yaml) {
        String name = yaml.requiredText("name");
        Place earlier = names.putIfAbsent(name, yaml.place());
        if (earlier != null) {
            problems.add(
                    yaml.placeOf("name"),
                    "There is a rule `" + name + "` already, in line " + earlier.line() + ".",
                    "Give this one another name: answers say by it which rule acted.");
        }
        List<String> actions = ACTIONS.stream().filter(yaml::has).toList();
        Optional<Instant> from = moment(yaml, "from", 0);
        Optional<Instant> until = moment(yaml, "until", 1);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            problems.add(
                    yaml.placeOf("until"),
                    "The rule ends before it begins.",
                    "Write the first day after `from` and the last one after `until`.");
        }
        if (actions.size() != 1) {
            problems.add(
                    yaml.place(),
                    actions.isEmpty()
                            ? "The rule `" + name + "` does nothing."
                            : "The rule `" + name + "` says " + String.join(" and ", actions) + " at once.",
                    "Write one of " + String.join(", ", ACTIONS) + ", with the products it is about below it.");
            FURTHER.forEach(yaml::has);
            yaml.nothingElse();
            return Optional.empty();
        }
        return rule(yaml, name, actions.get(0), from, until);
    }

    private Optional<Rule> rule(
            YamlMap yaml, String name, String word, Optional<Instant> from, Optional<Instant> until) {
        Optional<Selection> of = yaml.map(word).map(selections::read);
        Action action = switch (word) {
            case "pin" -> pin(yaml, of);
            case "exclude" -> new Action.Exclude();
            case "boost" -> new Action.Boost(times(yaml));
            default -> new Action.Bury(times(yaml));
        };
        yaml.nothingElse();
        return of.map(selection -> new Rule(name, action, selection, from, until, yaml.place()));
    }

    private Action.Pin pin(YamlMap yaml, Optional<Selection> of) {
        int named = of.map(selection -> selection.products().size()).orElse(0);
        return new Action.Pin(place(yaml, "at", 1), place(yaml, "most", Math.max(1, named)));
    }

    private int place(YamlMap yaml, String key, int otherwise) {
        long read = yaml.whole(key, otherwise);
        if (read < 1 || read > Placements.MOST_PRODUCTS) {
            problems.add(
                    yaml.placeOf(key),
                    "The key `" + key + "` is " + read + ".",
                    "Write a number from 1 to " + Placements.MOST_PRODUCTS + ".");
        }
        return (int) Math.max(1, Math.min(Placements.MOST_PRODUCTS, read));
    }

    private double times(YamlMap yaml) {
        double times = yaml.decimal("times", TWICE).doubleValue();
        if (times <= 1) {
            problems.add(
                    yaml.placeOf("times"),
                    "The key `times` is " + yaml.text("times", "") + ", which moves nothing the right way.",
                    "Write a number above 1: 2 brings what is boosted from place 10 to 5, and what is buried from 5 to 10.");
        }
        return times;
    }

    /** @param days of a day without a time, so many later */
    private Optional<Instant> moment(YamlMap yaml, String key, int days) {
        return yaml.optionalText(key).flatMap(text -> {
            try {
                return Optional.of(
                        text.contains("T")
                                ? LocalDateTime.parse(text).atZone(zone).toInstant()
                                : LocalDate.parse(text)
                                        .plusDays(days)
                                        .atStartOfDay(zone)
                                        .toInstant());
            } catch (DateTimeException none) {
                problems.add(
                        yaml.placeOf(key),
                        "The key `" + key + "` has the value `" + text + "`.",
                        "Write a day such as 2027-03-31, or a time such as 2027-03-31T18:00.");
                return Optional.empty();
            }
        });
    }
}
