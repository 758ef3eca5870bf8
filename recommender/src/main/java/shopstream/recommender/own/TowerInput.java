package shopstream.recommender.own;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import shopstream.recommender.own.OnnxModel.Slot;

/** Fills one input of a model with the values of its feature, in the type and the shape that the model takes. */
final class TowerInput {
    private final TowerDeclaration.Input declared;
    private final Slot slot;
    private final int width;
    private final Optional<Vocabulary> vocabulary;
    private final String missing;

    /** @param width values of each row */
    TowerInput(TowerDeclaration.Input declared, Slot slot, int width, Optional<Vocabulary> vocabulary) {
        this.declared = declared;
        this.slot = slot;
        this.width = width;
        this.vocabulary = vocabulary;
        this.missing = declared.missing().orElse(slot.type() == OnnxJavaType.STRING ? "" : "0");
    }

    TowerFeature feature() {
        return declared.feature();
    }

    String name() {
        return slot.name();
    }

    long bytes() {
        return vocabulary.map(Vocabulary::bytes).orElse(0L);
    }

    /**
     * A tensor for so many rows.
     *
     * @param rows the values of each, of a list the newest last; those that are too many are left out, the oldest first
     * @throws NotANumber where the model takes numbers and a value is none
     */
    OnnxTensor tensor(OrtEnvironment environment, List<List<String>> rows) throws OrtException {
        String[] cells = new String[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            fill(cells, row * width, rows.get(row));
        }
        long[] shape = slot.shape().length == 1 ? new long[] {rows.size()} : new long[] {rows.size(), width};
        return switch (slot.type()) {
            case STRING -> OnnxTensor.createTensor(environment, cells, shape);
            case FLOAT -> OnnxTensor.createTensor(environment, floats(cells), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(doubles(cells)), shape);
            case INT32 -> OnnxTensor.createTensor(environment, ints(cells), shape);
            case INT64 -> OnnxTensor.createTensor(environment, longs(cells), shape);
            default -> throw new IllegalStateException("No input of the type " + slot.type() + " is accepted");
        };
    }

    /** What is missing is put where what is oldest would be. */
    private void fill(String[] cells, int from, List<String> values) {
        List<String> newest = values.subList(Math.max(0, values.size() - width), values.size());
        int gap = width - newest.size();
        List<String> row = new ArrayList<>(Collections.nCopies(gap, missing));
        newest.forEach(value -> row.add(known(value)));
        if (!declared.newestLast()) {
            Collections.reverse(row);
        }
        for (int place = 0; place < width; place++) {
            cells[from + place] = row.get(place);
        }
    }

    /** A value as the model knows it. */
    private String known(String value) {
        if (vocabulary.isEmpty()) {
            return value;
        }
        OptionalLong number = vocabulary.get().number(value);
        return number.isPresent() ? Long.toString(number.getAsLong()) : missing;
    }

    private FloatBuffer floats(String[] cells) {
        FloatBuffer numbers = FloatBuffer.allocate(cells.length);
        for (double number : doubles(cells)) {
            numbers.put((float) number);
        }
        return numbers.flip();
    }

    private IntBuffer ints(String[] cells) {
        IntBuffer numbers = IntBuffer.allocate(cells.length);
        for (double number : doubles(cells)) {
            numbers.put((int) number);
        }
        return numbers.flip();
    }

    private LongBuffer longs(String[] cells) {
        LongBuffer numbers = LongBuffer.allocate(cells.length);
        for (double number : doubles(cells)) {
            numbers.put((long) number);
        }
        return numbers.flip();
    }

    private double[] doubles(String[] cells) {
        double[] numbers = new double[cells.length];
        for (int cell = 0; cell < numbers.length; cell++) {
            numbers[cell] = number(cells[cell]);
        }
        return numbers;
    }

    private double number(String text) {
        try {
            return switch (text) {
                case "true" -> 1;
                case "false" -> 0;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException none) {
            throw new NotANumber(this, text);
        }
    }

    /** A value that a model cannot take. */
    static final class NotANumber extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final String nextStep;

        private NotANumber(TowerInput input, String value) {
            super("`" + value + "` of " + input.feature().word() + " is no number, and the model's input " + input.slot
                    + " takes numbers");
            nextStep = "Add `vocabulary:` with a file that has one value a line, as the model counts them.";
        }

        String nextStep() {
            return nextStep;
        }
    }
}
