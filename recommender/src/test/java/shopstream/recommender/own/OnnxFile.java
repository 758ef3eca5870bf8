package shopstream.recommender.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes small models in the ONNX format: the few messages of {@code onnx.proto} that they need, as protocol buffers' wire format has
 * them. Each field is written by its number in that file.
 */
public final class OnnxFile {
    public static final int FLOAT = 1;
    public static final int INT64 = 7;
    public static final int STRING = 8;
    public static final int DOUBLE = 11;

    private static final int FORMAT = 8;
    private static final int OPERATORS = 13;
    private static final int INTS = 7;

    private final Message graph = new Message().text(2, "tower");

    /** @param shape negative where any length will do */
    public OnnxFile input(String name, int type, long... shape) {
        return field(11, name, type, shape);
    }

    public OnnxFile output(String name, int type, long... shape) {
        return field(12, name, type, shape);
    }

    private OnnxFile field(int number, String name, int type, long... shape) {
        graph.message(
                number,
                value -> value.text(1, name)
                        .message(
                                2,
                                kind -> kind.message(1, tensor -> {
                                    tensor.number(1, type);
                                    tensor.message(2, dimensions -> {
                                        for (long length : shape) {
                                            dimensions.message(1, dimension -> {
                                                if (length >= 0) {
                                                    dimension.number(1, length);
                                                } else {
                                                    dimension.text(2, "any");
                                                }
                                            });
                                        }
                                    });
                                })));
        return this;
    }

    /** A table of numbers that the model holds. */
    public OnnxFile constant(String name, float[][] rows) {
        ByteBuffer numbers =
                ByteBuffer.allocate(Float.BYTES * rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float number : row) {
                numbers.putFloat(number);
            }
        }
        graph.message(
                5,
                tensor -> tensor.number(1, rows.length)
                        .number(1, rows[0].length)
                        .number(2, FLOAT)
                        .text(8, name)
                        .bytes(9, numbers.array()));
        return this;
    }

    /** An operator of ONNX's own. */
    public OnnxFile node(String operator, List<String> from, String to) {
        return node(operator, from, to, node -> {});
    }

    /** The same in another type. */
    public OnnxFile cast(String from, String to, int type) {
        return node(
                "Cast",
                List.of(from),
                to,
                node -> node.message(
                        5, target -> target.text(1, "to").number(3, type).number(20, 2)));
    }

    /** The mean over an axis, which goes. */
    public OnnxFile mean(String from, String to, long axis) {
        return node(
                "ReduceMean",
                List.of(from),
                to,
                node -> node.message(
                                5, axes -> axes.text(1, "axes").number(8, axis).number(20, INTS))
                        .message(
                                5, keep -> keep.text(1, "keepdims").number(3, 0).number(20, 2)));
    }

    private OnnxFile node(String operator, List<String> from, String to, Consumer<Message> attributes) {
        graph.message(1, node -> {
            from.forEach(input -> node.text(1, input));
            node.text(2, to).text(4, operator);
            attributes.accept(node);
        });
        return this;
    }

    public void write(Path file) throws IOException {
        byte[] model = new Message()
                .number(1, FORMAT)
                .bytes(7, graph.bytes())
                .message(8, set -> set.text(1, "").number(2, OPERATORS))
                .bytes();
        Files.write(file, model);
    }

    /** One message of protocol buffers. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(UTF_8));
        }

        Message message(int field, Consumer<Message> filling) {
            Message inner = new Message();
            filling.accept(inner);
            return bytes(field, inner.bytes());
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
