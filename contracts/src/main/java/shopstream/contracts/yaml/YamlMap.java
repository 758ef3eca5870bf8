package shopstream.contracts.yaml;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a YAML file. Every reading method records a problem instead of throwing, and answers with something
 * harmless, so that one run finds everything that is wrong. A key written without a value counts as absent.
 */
public final class YamlMap {
    private final Path file;
    private final Variables variables;
    private final Problems problems;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private YamlMap(Path file, Variables variables, Problems problems, MappingNode node) {
        this.file = file;
        this.variables = variables;
        this.problems = problems;
        this.line = lineOf(node);
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(placeOf(entry.getKeyNode()), "A key must be a plain word.", "Write it as `name: value`.");
                continue;
            }
            Integer earlier = lines.put(key.getValue(), lineOf(key));
            if (earlier != null) {
                problems.add(
                        placeOf(key),
                        "The key `" + key.getValue() + "` stands here a second time, first in line " + earlier + ".",
                        "Keep one of the two.");
            }
            if (!entry.getValueNode().getTag().equals(Tag.NULL)) {
                values.put(key.getValue(), entry.getValueNode());
            }
        }
    }

    /** Reads a file as it is, without looking at the environment. A file that cannot be read becomes a problem. */
    public static Optional<YamlMap> read(Path file, Problems problems) {
        return read(file, null, problems);
    }

    /** Reads a file, replacing {@code ${NAME}} and {@code ${NAME:-otherwise}} in values by the environment. */
    public static Optional<YamlMap> read(Path file, UnaryOperator<String> environment, Problems problems) {
        Place start = new Place(file, 1);
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setUseMarks(true)
                    .setLabel(file.toString())
                    .build();
            Optional<Node> root = new Compose(settings).composeString(Files.readString(file));
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                Variables variables = environment == null ? null : new Variables(environment, problems);
                return Optional.of(new YamlMap(file, variables, problems, mapping));
            }
            problems.add(start, "The file holds no keys.", "Begin with lines of the form `name: value`.");
        } catch (MarkedYamlEngineException syntax) {
            int line = syntax.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(
                    new Place(file, line),
                    "This is not valid YAML: " + syntax.getProblem() + ".",
                    "Check indentation, quotes and colons around this line.");
        } catch (YamlEngineException syntax) {
            problems.add(start, "This is not valid YAML: " + syntax.getMessage() + ".", "Check the whole file.");
        } catch (NoSuchFileException missing) {
            problems.add(start, "The file does not exist.", "Create it, or correct the path that leads to it.");
        } catch (IOException unreadable) {
            problems.add(
                    start,
                    "The file cannot be read: " + unreadable.getMessage() + ".",
                    "Check that it is UTF-8 text and that its permissions allow reading.");
        }
        return Optional.empty();
    }

    public Place place() {
        return new Place(file, line);
    }

    /** The place of a key, or of the mapping when the key is not there. */
    public Place placeOf(String key) {
        return new Place(file, lines.getOrDefault(key, line));
    }

    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** The keys that are there, in the order of the file. */
    public Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    public String text(String key, String otherwise) {
        return optionalText(key).orElse(otherwise);
    }

    public Optional<String> optionalText(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).flatMap(node -> scalar(key, node));
    }

    public String requiredText(String key) {
        if (!has(key)) {
            missing(key);
            return "";
        }
        String text = text(key, "");
        if (text.isBlank()) {
            wrong(key, "The key `" + key + "` has an empty value.", "Write a value.");
        }
        return text;
    }

    public long whole(String key, long otherwise) {
        return read(key, Long::valueOf, "a whole number").orElse(otherwise);
    }

    public BigDecimal decimal(String key, BigDecimal otherwise) {
        return optionalDecimal(key).orElse(otherwise);
    }

    public Optional<BigDecimal> optionalDecimal(String key) {
        return read(key, BigDecimal::new, "a number such as 0 or 12.50");
    }

    public boolean flag(String key, boolean otherwise) {
        return read(
                        key,
                        text -> switch (text.toLowerCase(Locale.ROOT)) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> null;
                        },
                        "true or false")
                .orElse(otherwise);
    }

    public Duration duration(String key, Duration otherwise) {
        return read(key, text -> Units.duration(text).orElse(null), "a duration with its unit, such as 250ms, 5s or 7d")
                .orElse(otherwise);
    }

    public long bytes(String key, long otherwise) {
        return read(key, text -> Units.bytes(text).orElse(null), "a size with its unit, such as 64MB or 2GB")
                .orElse(otherwise);
    }

    /** A list of texts; one text alone counts as a list of one. */
    public List<String> texts(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        return items.stream().flatMap(item -> scalar(key, item).stream()).toList();
    }

    public Optional<YamlMap> map(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).flatMap(node -> mapping(key, node));
    }

    public List<YamlMap> maps(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            wrong(key, "The key `" + key + "` must hold a list.", "Begin each of its entries with `- `.");
            return List.of();
        }
        return sequence.getValue().stream()
                .flatMap(item -> mapping(key, item).stream())
                .toList();
    }

    /** A mapping whose keys are names of the user's own, in the order of the file. */
    public Map<String, YamlMap> namedMaps(String key) {
        Map<String, YamlMap> named = new LinkedHashMap<>();
        map(key).ifPresent(outer ->
                outer.lines.keySet().forEach(name -> outer.map(name).ifPresent(inner -> named.put(name, inner))));
        return named;
    }

    /** A mapping from names of the user's own to texts, in the order of the file. */
    public Map<String, String> textMap(String key) {
        Map<String, String> named = new LinkedHashMap<>();
        map(key).ifPresent(outer -> outer.lines
                .keySet()
                .forEach(name -> outer.optionalText(name).ifPresent(text -> named.put(name, text))));
        return named;
    }

    /** One of the constants, written in lower case with hyphens ({@code AT_LEAST_ONCE} is {@code at-least-once}). */
    public <E extends Enum<E>> E choice(String key, Class<E> kind, E otherwise) {
        Map<String, E> choices = Arrays.stream(kind.getEnumConstants())
                .collect(Collectors.toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new));
        return read(
                        key,
                        text -> choices.get(text.toLowerCase(Locale.ROOT).replace('_', '-')),
                        "one of " + String.join(", ", choices.keySet()))
                .orElse(otherwise);
    }

    /** A required path, relative to the folder of the file it stands in. */
    public Path path(String key) {
        Path folder = file.toAbsolutePath().getParent();
        return folder.resolve(requiredText(key)).normalize();
    }

    /** Every key that nobody has asked for is a problem, naming the nearest key that is known. */
    public void nothingElse() {
        lines.forEach((key, at) -> {
            if (!asked.contains(key)) {
                String nextStep = Nearest.of(key, asked)
                        .map(near -> "Did you mean `" + near + "`?")
                        .orElseGet(() -> "Known here: " + String.join(", ", asked) + ".");
                problems.add(new Place(file, at), "The key `" + key + "` is not known here.", nextStep);
            }
        });
    }

    private <T> Optional<T> read(String key, Function<String, T> parse, String expected) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        T value = null;
        try {
            value = parse.apply(text.get().strip());
        } catch (NumberFormatException notANumber) {
            // Reported below, with the value and what was expected.
        }
        if (value == null) {
            wrong(key, "The key `" + key + "` has the value `" + text.get() + "`.", "Write " + expected + ".");
        }
        return Optional.ofNullable(value);
    }

    private Optional<String> scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            return Optional.of(variables == null ? text : variables.replaced(text, placeOf(node)));
        }
        problems.add(placeOf(node), "The key `" + key + "` must hold a single value.", "Write it on one line.");
        return Optional.empty();
    }

    private Optional<YamlMap> mapping(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(file, variables, problems, mapping));
        }
        problems.add(
                placeOf(node),
                "The key `" + key + "` must hold further keys.",
                "Write them below it, each as `name: value`.");
        return Optional.empty();
    }

    private void missing(String key) {
        problems.add(place(), "The key `" + key + "` is missing.", "Add `" + key + ": …` here.");
    }

    private void wrong(String key, String message, String nextStep) {
        problems.add(placeOf(key), message, nextStep);
    }

    private Place placeOf(Node node) {
        return new Place(file, lineOf(node));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
