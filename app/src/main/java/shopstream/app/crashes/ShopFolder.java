package shopstream.app.crashes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the shipped folder whose models can be changed, with a dashboard that tells rows apart, and its marts kept in the lake. */
final class ShopFolder {
    private static final String LINES = """
            name: lines
            title: Lines
            mart: sales_lines
            time: order_time
            where: "true"
            entity: {name: order, expression: order_number}
            currency: USD
            measures:
              - {name: rowCount, expression: count(*), unit: count, definition: Rows.}
              - {name: units, expression: sum(quantity), unit: count, definition: Pieces.}
              - {name: revenue, expression: sum(quantity * price), unit: currency, decimals: 2, definition: Money.}
            dimensions:
              - {name: orderNumber, title: Order, expression: order_number}
              - {name: product, title: Product, expression: product_code}
            """;

    private final Path folder;

    private ShopFolder(Path folder) {
        this.folder = folder;
    }

    static ShopFolder copy(Path shipped, Path folder) {
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(shipped.relativize(file)));
            }
            Files.writeString(folder.resolve("dashboards/lines.yaml"), LINES);
            for (String mart : LakeRows.MARTS) {
                edit(folder.resolve("models/marts/" + mart + ".yaml"), "(?m)^key:", "lake: history\nkey:");
            }
            // So slow that a rebuild of a small shop can be killed in its middle.
            edit(folder.resolve("shop.yaml"), "rows-per-second: \\d+", "rows-per-second: 1500");
            return new ShopFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The shop's folder cannot be copied to " + folder, e);
        }
    }

    Path configuration() {
        return folder.resolve("shop.yaml");
    }

    Path regions() {
        return folder.resolve("seeds/regions.csv");
    }

    /** Changes a model so that it is another plan with the same rows. */
    void change(String mart, int variant) {
        try {
            Path file = folder.resolve("models/marts/" + mart + ".sql");
            switch (mart) {
                case "sales_lines" ->
                    edit(
                            file,
                            "  (line\\.quantity|CAST\\(.*\\) AS quantity),",
                            "  CAST(line.quantity + " + variant + " - " + variant + " AS BIGINT) AS quantity,");
                case "products" ->
                    edit(
                            file,
                            "(category|SUBSTRING.* AS category),",
                            "SUBSTRING(category FROM 1 FOR " + (100 + variant) + ") AS category,");
                default -> throw new IllegalArgumentException("No change of " + mart + " is known");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The model " + mart + " cannot be changed in " + folder, e);
        }
    }

    private static void edit(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        String changed = text.replaceFirst(what, by);
        if (changed.equals(text)) {
            throw new IllegalStateException("The file " + file + " has nothing like " + what);
        }
        Files.writeString(file, changed);
    }
}
