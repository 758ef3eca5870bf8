package shopstream.contracts.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Composes a file's YAML, keeping the line of every node. */
final class YamlFile {
    private YamlFile() {}

    /** The mapping that the file consists of; whatever else it is becomes a problem. */
    static Optional<MappingNode> root(Path file, Problems problems) {
        Place start = new Place(file, 1);
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setUseMarks(true)
                    .setLabel(file.toString())
                    .build();
            Optional<Node> root = new Compose(settings).composeString(Files.readString(file));
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return Optional.of(mapping);
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
}
