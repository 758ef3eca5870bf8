package shopstream.contracts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Reads the properties of an event stream's contract: values as those of tables, groups and lists of groups. */
final class EventFieldReading {
    private static final int MOST_ITEMS = 1_000;

    private final Problems problems;
    private final ColumnReading columns;

    EventFieldReading(Problems problems) {
        this.problems = problems;
        this.columns = new ColumnReading(problems);
    }

    /** The fields below {@code properties} of a stream, a group or a list's items. */
    List<EventField> fields(YamlMap owner) {
        List<EventField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap property : owner.maps("properties")) {
            EventField field = field(property);
            fields.add(field);
            Stream.concat(Stream.of(field.name()), field.aliases().stream())
                    .filter(name -> !names.add(name))
                    .forEach(name -> problems.add(
                            property.place(),
                            "The name `" + name + "` stands for two fields.",
                            "Keep it with one of the two."));
        }
        if (fields.isEmpty()) {
            problems.add(owner.place(), "There are no fields here.", "List them below `properties`.");
        }
        return fields;
    }

    private EventField field(YamlMap property) {
        List<String> aliases = aliases(property);
        return switch (property.text("logicalType", "")) {
            case "object" -> {
                EventField.Group group = new EventField.Group(
                        property.requiredText("name"), aliases, property.flag("required", false), fields(property));
                end(property);
                yield group;
            }
            case "array" -> items(property, aliases);
            default -> new EventField.Single(columns.column(property, 0), aliases);
        };
    }

    private EventField items(YamlMap property, List<String> aliases) {
        Optional<YamlMap> item = property.map("items");
        if (item.isEmpty()) {
            problems.add(property.place(), "The list does not say what its items are.", "Describe one below `items`.");
        }
        int most = property.map("logicalTypeOptions")
                .map(options -> (int) options.whole("maxItems", MOST_ITEMS))
                .orElse(MOST_ITEMS);
        EventField.Items items = new EventField.Items(
                property.requiredText("name"),
                aliases,
                property.flag("required", false),
                most,
                item.map(this::fields).orElse(List.of()));
        item.ifPresent(map -> {
            map.text("logicalType", "");
            map.nothingElse();
        });
        end(property);
        return items;
    }

    private static void end(YamlMap property) {
        property.has("description");
        property.has("classification");
        property.nothingElse();
    }

    private static List<String> aliases(YamlMap property) {
        return property.maps("customProperties").stream()
                .filter(custom -> custom.text("property", "").equals("aliases"))
                .flatMap(custom -> custom.texts("value").stream())
                .toList();
    }
}
