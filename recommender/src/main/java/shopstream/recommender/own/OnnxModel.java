package shopstream.recommender.own;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model in an ONNX file, run by ONNX Runtime on the thread that asks; its native library is loaded with the first one. Any number of
 * threads run it, until it is closed.
 */
final class OnnxModel implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, Slot> inputs;
    private final Map<String, Slot> outputs;

    /**
     * An input or an output.
     *
     * @param shape the length of each dimension, negative where any will do
     */
    record Slot(String name, OnnxJavaType type, long[] shape) {
        /** As errors tell it, such as {@code recent (int64 [any, 20])}. */
        @Override
        public String toString() {
            return name + " (" + type.name().toLowerCase(Locale.ROOT) + " "
                    + Arrays.stream(shape)
                            .mapToObj(length -> length < 0 ? "any" : Long.toString(length))
                            .toList()
                    + ")";
        }
    }

    private OnnxModel(OrtSession session) throws OrtException {
        this.session = session;
        this.inputs = slots(session.getInputInfo());
        this.outputs = slots(session.getOutputInfo());
    }

    /** @throws OrtException where the file is none that can be run, and says why */
    static OnnxModel open(Path file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Requests are many and models are small: each runs on its own thread, and no other one spins beside it.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // What one large batch took would be kept for ever.
            options.setCPUArenaAllocator(false);
            return new OnnxModel(OrtEnvironment.getEnvironment().createSession(file.toString(), options));
        }
    }

    private static Map<String, Slot> slots(Map<String, NodeInfo> nodes) {
        Map<String, Slot> slots = new LinkedHashMap<>();
        nodes.forEach((name, node) -> slots.put(
                name,
                node.getInfo() instanceof TensorInfo tensor
                        ? new Slot(name, tensor.type, tensor.getShape())
                        : new Slot(name, OnnxJavaType.UNKNOWN, new long[0])));
        return slots;
    }

    Map<String, Slot> inputs() {
        return inputs;
    }

    Map<String, Slot> outputs() {
        return outputs;
    }

    /** As errors list them. */
    static String list(Collection<Slot> slots) {
        return slots.stream().map(Slot::toString).collect(Collectors.joining(", "));
    }

    /**
     * One output for the given inputs: a row of numbers for each row that was given.
     *
     * @throws OrtException where the model cannot be run with them
     * @throws IllegalStateException where the output is no table of numbers
     */
    float[][] run(Map<String, OnnxTensor> given, String output) throws OrtException {
        try (OrtSession.Result result = session.run(given, Set.of(output))) {
            Object value = result.get(0).getValue();
            if (value instanceof float[][] rows) {
                return rows;
            }
            if (value instanceof double[][] rows) {
                return Arrays.stream(rows).map(OnnxModel::narrowed).toArray(float[][]::new);
            }
            throw new IllegalStateException(
                    "The output " + outputs.get(output) + " is no vector of numbers for each row");
        }
    }

    private static float[] narrowed(double[] row) {
        float[] narrowed = new float[row.length];
        for (int k = 0; k < row.length; k++) {
            narrowed[k] = (float) row[k];
        }
        return narrowed;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
