package shopstream.recommender.own;

import ai.onnxruntime.OnnxJavaType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.own.OnnxModel.Slot;

/** Holds what a shop declares of a tower's inputs against those that the model has. */
final class TowerInputs {
    /** Of a list of which neither the shop nor the model says how long it is: as much as is remembered of a visitor. */
    private static final int LENGTH_USUAL = 20;

    private static final Set<OnnxJavaType> TYPES = EnumSet.of(
            OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.INT32, OnnxJavaType.INT64, OnnxJavaType.STRING);

    private final TowerDeclaration tower;
    private final Map<String, Slot> slots;
    private final Problems problems;

    private TowerInputs(TowerDeclaration tower, Map<String, Slot> slots, Problems problems) {
        this.tower = tower;
        this.slots = slots;
        this.problems = problems;
    }

    /** The inputs; those that do not fit are left out and told. */
    static List<TowerInput> of(TowerDeclaration tower, OnnxModel model, Problems problems) {
        return new TowerInputs(tower, model.inputs(), problems).matched();
    }

    private List<TowerInput> matched() {
        List<TowerInput> inputs = new ArrayList<>();
        for (TowerDeclaration.Input declared : tower.inputs()) {
            Slot slot = slots.get(declared.name());
            if (slot == null) {
                problems.add(
                        declared.place(),
                        file() + " has no input `" + declared.name() + "`"
                                + TowerReading.meant(declared.name(), slots.keySet()),
                        "It has " + OnnxModel.list(slots.values()) + ".");
            } else {
                matched(declared, slot).ifPresent(inputs::add);
            }
        }
        Set<String> filled =
                tower.inputs().stream().map(TowerDeclaration.Input::name).collect(Collectors.toSet());
        slots.values().stream()
                .filter(slot -> !filled.contains(slot.name()))
                .forEach(slot -> problems.add(
                        tower.place(),
                        "Nothing says what the input " + slot + " of " + file() + " takes.",
                        "Add `" + slot.name() + ": {feature: …}` below `inputs:`."));
        return inputs;
    }

    private Optional<TowerInput> matched(TowerDeclaration.Input declared, Slot slot) {
        int before = problems.all().size();
        if (!TYPES.contains(slot.type())) {
            problems.add(
                    declared.place(),
                    "The input " + slot + " of " + file() + " takes none of the types that can be given.",
                    "Export the model with float, double, int32, int64 or string.");
        }
        int width = width(declared, slot);
        boolean isText = slot.type() == OnnxJavaType.STRING;
        if (isText && declared.vocabulary().isPresent()) {
            problems.add(
                    declared.place(),
                    "The input " + slot + " of " + file() + " takes texts, and a vocabulary makes numbers of them.",
                    "Take `vocabulary:` out.");
        }
        if (!isText && declared.missing().filter(text -> !isNumber(text)).isPresent()) {
            problems.add(
                    declared.place(),
                    "`" + declared.missing().get() + "` is no number, and the input " + slot + " takes numbers.",
                    "Write a number behind `missing:`.");
        }
        Optional<Vocabulary> vocabulary =
                declared.vocabulary().map(file -> Vocabulary.read(file, declared.first(), declared.place(), problems));
        return problems.all().size() == before
                ? Optional.of(new TowerInput(declared, slot, width, vocabulary))
                : Optional.empty();
    }

    private int width(TowerDeclaration.Input declared, Slot slot) {
        boolean isList = declared.feature().isList();
        int dimensions = slot.shape().length;
        long told = dimensions == 2 ? slot.shape()[1] : -1;
        int width = isList ? declared.length().orElse(told > 0 ? (int) told : LENGTH_USUAL) : 1;
        boolean fits = dimensions == 2 ? told < 0 || told == width : dimensions == 1 && !isList;
        if (!fits) {
            problems.add(
                    declared.place(),
                    "The input " + slot + " of " + file() + " cannot take "
                            + declared.feature().word() + ", of which" + " there " + (isList ? "are " + width : "is 1")
                            + " for each row.",
                    isList
                            ? "Export the model with the shape [any, " + width
                                    + "], or write the `length:` that it has."
                            : "Export the model with the shape [any] or [any, 1].");
        }
        return width;
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private String file() {
        return tower.model().getFileName().toString();
    }
}
