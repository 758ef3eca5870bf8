package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Place;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.MartScript;
import shopstream.transformations.model.Delivery;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.ModelColumn;
import shopstream.transformations.model.SqlFile;
import shopstream.transformations.model.SqlType;

/** From a mart of the folder to the script that outlives the folder, and back. */
final class Scripts {
    private Scripts() {}

    /**
     * What of the folder the mart's SELECT names, directly or through views.
     *
     * @param views in the order in which they were made
     */
    static MartScript of(Mart mart, List<SourceTable> sources, List<MartScript.View> views) {
        Set<String> texts = new LinkedHashSet<>(List.of(mart.sql().text()));
        List<MartScript.View> named = new ArrayList<>();
        for (int i = views.size() - 1; i >= 0; i--) {
            if (isNamed(views.get(i).name(), texts)) {
                named.add(0, views.get(i));
                texts.add(views.get(i).select());
            }
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        sources.stream()
                .filter(source -> isNamed(source.dataset(), texts))
                .forEach(source -> inputs.put(source.dataset(), source.columns()));
        return new MartScript(
                inputs,
                named,
                mart.sql().text(),
                mart.parallelism(),
                mart.checkpointInterval().toMillis());
    }

    /** The mart of a script. It was checked when it was declared. */
    static Mart mart(MartDeclaration declared, MartScript script) {
        SqlFile sql = new SqlFile(Path.of(declared.name() + ".sql"), script.select());
        Place place = sql.at(1);
        return new Mart(
                declared.name(),
                declared.description(),
                sql,
                declared.key(),
                declared.columns().stream()
                        .map(column -> new ModelColumn(
                                column.name(), SqlType.parse(column.type()).orElseThrow(), column.description(), place))
                        .toList(),
                declared.references(),
                Delivery.of(declared.delivery()),
                Duration.ofMillis(script.checkpointMillis()),
                script.parallelism(),
                Optional.of("It was accepted when the model was declared"),
                List.of(),
                false,
                place);
    }

    static List<SourceTable> sources(MartScript script) {
        return script.inputs().entrySet().stream()
                .map(input -> new SourceTable(input.getKey(), input.getValue()))
                .toList();
    }

    /** One too many does no harm; a name in a comment is such a one. */
    private static boolean isNamed(String name, Set<String> texts) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        return texts.stream().anyMatch(text -> word.matcher(text).find());
    }
}
