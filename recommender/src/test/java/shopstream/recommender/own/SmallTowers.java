package shopstream.recommender.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model of two towers for the products A to D in a folder. Row 0 of its table stands for none; a user is the mean of what they
 * did lately. A and B are alike, and so are C and D.
 */
public final class SmallTowers {
    static final float[][] VECTORS = {{0, 0}, {4, 0}, {3, 1}, {0, 5}, {1, 3}};

    private static final String DECLARATION = """
            kind: two-towers
            user-tower:
              model: user.onnx
              inputs:
                recent: {feature: recent-products, vocabulary: products.txt}
            item-tower:
              model: item.onnx
              inputs:
                product: {feature: product-id, vocabulary: products.txt}
            """;

    private final Path folder;

    public SmallTowers(Path folder) {
        this.folder = folder;
    }

    /** Writes models, vocabulary and declaration. @return the declaration's file */
    public Path write() throws IOException {
        return write(VECTORS, VECTORS);
    }

    /** Likewise, but for users who did something with a product the model gives what is no number. @param row of the product */
    public Path writeWithoutNumbersForUsersOf(int row) throws IOException {
        return write(broken(row), VECTORS);
    }

    /** Likewise, but who did something with A is recommended what others are who did it with C. */
    public Path writeTurned() throws IOException {
        return write(new float[][] {VECTORS[0], VECTORS[3], VECTORS[2], VECTORS[1], VECTORS[4]}, VECTORS);
    }

    /** A model that recommends what is dearest to whoever did anything. */
    public Path writeByPrice() throws IOException {
        write();
        new OnnxFile()
                .input("price", OnnxFile.FLOAT, -1, 1)
                .constant("weights", new float[][] {{1, 0}})
                .node("MatMul", List.of("price", "weights"), "vector")
                .output("vector", OnnxFile.FLOAT, -1, 2)
                .write(folder.resolve("item.onnx"));
        return declare(DECLARATION.replace(
                "product: {feature: product-id, vocabulary: products.txt}", "price: {feature: product.price}"));
    }

    Path write(float[][] ofUser, float[][] ofItems) throws IOException {
        Files.write(folder.resolve("products.txt"), List.of("A", "B", "C", "D"));
        user(ofUser).write(folder.resolve("user.onnx"));
        item(ofItems).write(folder.resolve("item.onnx"));
        return declare(DECLARATION);
    }

    Path declare(String yaml) throws IOException {
        return Files.writeString(folder.resolve("ours.yaml"), yaml);
    }

    static OnnxFile user(float[][] vectors) {
        return new OnnxFile()
                .input("recent", OnnxFile.INT64, -1, 3)
                .constant("table", vectors)
                .node("Gather", List.of("table", "recent"), "each")
                .mean("each", "vector", 1)
                .output("vector", OnnxFile.FLOAT, -1, vectors[0].length);
    }

    static OnnxFile item(float[][] vectors) {
        return new OnnxFile()
                .input("product", OnnxFile.INT64, -1)
                .constant("table", vectors)
                .node("Gather", List.of("table", "product"), "vector")
                .output("vector", OnnxFile.FLOAT, -1, vectors[0].length);
    }

    static FeatureRows products(String... ids) {
        FeatureRows products = new FeatureRows(List.of());
        for (String id : ids) {
            products.put(id, column -> Optional.empty());
        }
        return products;
    }

    /** A visitor of whom nothing is known but what they did. */
    public static Situation did(String... recent) {
        return new Situation(Optional.empty(), List.of(recent), List.of());
    }

    /** The vectors but one, of which each number is none. */
    static float[][] broken(int row) {
        return IntStream.range(0, VECTORS.length)
                .mapToObj(each -> each == row ? new float[] {Float.NaN, Float.NaN} : VECTORS[each])
                .toArray(float[][]::new);
    }
}
