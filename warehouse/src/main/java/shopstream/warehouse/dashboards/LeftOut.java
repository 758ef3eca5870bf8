package shopstream.warehouse.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a dashboard is shown without for now, because the marts that are shown cannot give it.
 *
 * @param names of measures, dimensions and labels, as questions and answers have them
 * @param titles the same, as people say it
 * @param reason what the marts that are shown lack
 * @param awaited marts that are being rebuilt, and give all of it when they are shown; empty while none are
 */
public record LeftOut(List<String> names, List<String> titles, String reason, List<String> awaited) {

    public LeftOut {
        names = List.copyOf(names);
        titles = List.copyOf(titles);
        awaited = List.copyOf(awaited);
    }

    /** What the one has and the other, which is a part of it, has not. */
    public static LeftOut between(Dashboard whole, Dashboard part, String reason, List<String> awaited) {
        var names = new ArrayList<String>();
        var titles = new ArrayList<String>();
        for (Measure measure : whole.measures()) {
            if (!part.measures().contains(measure)) {
                names.add(measure.name());
                titles.add(measure.title());
            }
        }
        for (Dimension dimension : whole.dimensions()) {
            Optional<Dimension> left = part.dimension(dimension.name());
            if (left.isEmpty()) {
                names.add(dimension.name());
                titles.add(dimension.title());
            }
            dimension
                    .label()
                    .filter(label -> left.isEmpty() || left.get().label().isEmpty())
                    .ifPresent(label -> names.add(label.name()));
            if (left.isPresent() && !left.get().label().equals(dimension.label())) {
                titles.add("the names of " + dimension.title());
            }
        }
        return new LeftOut(names, titles, reason, awaited);
    }

    /** What is left out, why and until when, in a sentence or two. */
    public String sentence() {
        String what = listed(titles) + ", since " + reason + ".";
        return awaited.isEmpty()
                ? "Not shown with the editions of the models that are current: " + what
                        + " ./shopstream models list says which there are."
                : "Not shown until the changed " + (awaited.size() == 1 ? "model " : "models ") + listed(awaited)
                        + (awaited.size() == 1 ? " has" : " have") + " been rebuilt: " + what;
    }

    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
