package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shopstream.operations.lineage.Use;
import shopstream.operations.schema.Consequence;
import shopstream.operations.schema.Consequence.Weight;

/** What changes of the schema do, in words and as JSON. */
record ImpactReport(List<Impact> impacts) {
    private static final int WORD = 11;
    private static final int KIND = 26;

    /** One change. @param uses what is made of the columns that it is about */
    record Impact(Consequence consequence, List<Use> uses) {
        private boolean isHarmless() {
            return consequence.weight() == Weight.HARMLESS;
        }
    }

    /** Whether everything goes on. */
    boolean isHarmless() {
        return impacts.stream().allMatch(Impact::isHarmless);
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        for (Impact impact : impacts) {
            Consequence consequence = impact.consequence();
            lines.add(padded(word(consequence.weight()), WORD)
                    + consequence.change().what());
            lines.add(" ".repeat(WORD) + consequence.what());
            if (!consequence.next().isEmpty()) {
                lines.add(" ".repeat(WORD) + "next: " + consequence.next());
            }
            for (Use.Kind kind : Use.Kind.values()) {
                String uses = impact.uses().stream()
                        .filter(use -> use.kind() == kind)
                        .map(ImpactReport::text)
                        .collect(Collectors.joining("; "));
                if (!uses.isEmpty()) {
                    lines.add(" ".repeat(WORD) + padded(kind.title(), KIND) + uses);
                }
            }
            lines.add("");
        }
        lines.add(sum());
        return lines;
    }

    private static String text(Use use) {
        return use.rows() ? use.name() + " (all of it)" : use.name() + " (" + String.join(", ", parts(use)) + ")";
    }

    private static TreeSet<String> parts(Use use) {
        return new TreeSet<>(use.parts());
    }

    private String sum() {
        long broken = count(Weight.BREAKS);
        long aside = count(Weight.SETS_ASIDE);
        String of = impacts.size() == 1 ? "1 change: " : impacts.size() + " changes: ";
        if (broken + aside == 0) {
            return of + "everything goes on.";
        }
        List<String> parts = new ArrayList<>();
        if (broken > 0) {
            parts.add(broken + (broken == 1 ? " breaks something" : " break something"));
        }
        if (aside > 0) {
            parts.add(aside + (aside == 1 ? " sets rows aside" : " set rows aside"));
        }
        return of + String.join(", ", parts) + ".";
    }

    private long count(Weight weight) {
        return impacts.stream()
                .filter(impact -> impact.consequence().weight() == weight)
                .count();
    }

    private static String word(Weight weight) {
        return switch (weight) {
            case HARMLESS -> "goes on";
            case SETS_ASIDE -> "sets aside";
            case BREAKS -> "breaks";
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    JsonNode json(ObjectMapper mapper) {
        ObjectNode report = mapper.createObjectNode().put("harmless", isHarmless());
        ArrayNode changes = report.putArray("changes");
        for (Impact impact : impacts) {
            Consequence consequence = impact.consequence();
            ObjectNode change = changes.addObject()
                    .put("change", consequence.change().what())
                    .put("table", consequence.change().table())
                    .put("weight", consequence.weight().name().toLowerCase(Locale.ROOT))
                    .put("what", consequence.what())
                    .put("next", consequence.next());
            ArrayNode fields = change.putArray("columns");
            new TreeSet<>(consequence.fields()).forEach(field -> fields.add(field.toString()));
            ArrayNode uses = change.putArray("touches");
            for (Use use : impact.uses()) {
                ArrayNode parts = uses.addObject()
                        .put("kind", use.kind().name().toLowerCase(Locale.ROOT))
                        .put("name", use.name())
                        .put("all", use.rows())
                        .putArray("parts");
                parts(use).forEach(parts::add);
            }
        }
        return report;
    }
}
