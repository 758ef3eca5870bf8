package shopstream.recommender.own;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.own.OnnxModel.Slot;

/** A model that makes a vector of each row of features. Any number of threads. */
final class Tower implements AutoCloseable {
    /** So many rows are given to the model at once, where it takes any number of them. */
    private static final int ROWS_MOST = 256;

    private final OnnxModel model;
    private final List<TowerInput> inputs;
    private final String output;
    /** The number of rows that the model takes; zero where it takes any. */
    private final int fixedRows;

    private final long bytes;

    /** What a row has of a feature: nothing, one value, or the values of a list, the newest last. */
    interface Row {
        List<String> values(TowerFeature feature);
    }

    private Tower(OnnxModel model, List<TowerInput> inputs, String output, long bytes) {
        this.model = model;
        this.inputs = List.copyOf(inputs);
        this.output = output;
        this.fixedRows = model.inputs().values().stream()
                .mapToInt(slot -> (int) Math.max(0, slot.shape()[0]))
                .max()
                .orElse(0);
        this.bytes = bytes;
    }

    /** Opens a tower; empty where anything about it is wrong, which is told. */
    static Optional<Tower> open(TowerDeclaration declared, Problems problems) {
        Path file = declared.model();
        int before = problems.all().size();
        if (!Files.isRegularFile(file)) {
            problems.add(
                    declared.place(),
                    "There is no model " + file + ".",
                    "Put the ONNX file there, or name another one.");
            return Optional.empty();
        }
        try {
            OnnxModel model = OnnxModel.open(file);
            List<TowerInput> inputs = TowerInputs.of(declared, model, problems);
            String output = output(declared, model, problems);
            if (problems.all().size() == before) {
                return Optional.of(new Tower(model, inputs, output, Files.size(file)));
            }
            model.close();
        } catch (LinkageError missing) {
            problems.add(
                    declared.place(),
                    "ONNX Runtime cannot be loaded here: " + missing.getMessage() + ".",
                    "It is for Linux and macOS on x86-64 and ARM, and needs a temporary folder from which it may run.");
        } catch (OrtException | IOException unusable) {
            problems.add(
                    declared.place(),
                    file + " is no model that can be run: " + unusable.getMessage() + ".",
                    "Export it as ONNX again, without parts in other files.");
        }
        return Optional.empty();
    }

    private static String output(TowerDeclaration declared, OnnxModel model, Problems problems) {
        Map<String, Slot> outputs = model.outputs();
        String file = declared.model().getFileName().toString();
        if (declared.output().isPresent()) {
            String name = declared.output().get();
            if (!outputs.containsKey(name)) {
                problems.add(
                        declared.place(),
                        file + " has no output `" + name + "`" + TowerReading.meant(name, outputs.keySet()),
                        "It has " + OnnxModel.list(outputs.values()) + ".");
            }
            return name;
        }
        if (outputs.size() != 1) {
            problems.add(
                    declared.place(),
                    file + " has several outputs, and nothing says which is the vector.",
                    "Write `output:` with one of " + OnnxModel.list(outputs.values()) + ".");
        }
        return outputs.keySet().iterator().next();
    }

    List<TowerInput> inputs() {
        return inputs;
    }

    /**
     * The vectors of rows, all of one length.
     *
     * @throws IllegalStateException where the model fails, or takes another row for what was given
     */
    float[][] vectors(List<? extends Row> rows) {
        int at = 0;
        float[][] vectors = new float[rows.size()][];
        int most = fixedRows > 0 ? fixedRows : ROWS_MOST;
        while (at < rows.size()) {
            List<? extends Row> some = rows.subList(at, Math.min(rows.size(), at + most));
            float[][] found = run(some);
            System.arraycopy(found, 0, vectors, at, some.size());
            at += some.size();
        }
        return vectors;
    }

    private float[][] run(List<? extends Row> rows) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (TowerInput input : inputs) {
                tensors.put(input.name(), input.tensor(environment, values(rows, input.feature())));
            }
            float[][] found = model.run(tensors, output);
            if (found.length < rows.size()) {
                throw new IllegalStateException("The output " + model.outputs().get(output) + " has " + found.length
                        + " rows for " + rows.size() + " that were given");
            }
            return found;
        } catch (OrtException failed) {
            throw new IllegalStateException("The model failed: " + failed.getMessage(), failed);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /** Of a model that takes a certain number of rows, the last one stands for those that are missing. */
    private List<List<String>> values(List<? extends Row> rows, TowerFeature feature) {
        List<List<String>> values = new ArrayList<>(Math.max(rows.size(), fixedRows));
        rows.forEach(row -> values.add(row.values(feature)));
        while (values.size() < fixedRows) {
            values.add(values.get(values.size() - 1));
        }
        return values;
    }

    /** The model's file and the vocabularies. */
    long bytes() {
        return bytes + inputs.stream().mapToLong(TowerInput::bytes).sum();
    }

    @Override
    public void close() {
        model.close();
    }
}
