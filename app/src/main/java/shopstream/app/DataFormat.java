package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.WholeFile;

/**
 * The file {@code format} of a data directory: how its files are laid out, whose data it is and which program wrote it last.
 * The number stands alone in the first line, where a program of any version looks for it.
 *
 * @param shop whose data it is; empty in a directory of format 1 that was left before it was written down
 * @param prefix of the log's topics; empty where it was not written down yet
 * @param program version of the program that wrote it
 */
record DataFormat(int number, Optional<ShopIdentity> shop, Optional<String> prefix, String program) {
    /** What this program writes. */
    static final int CURRENT = 2;

    static final String FILE = "format";

    /** Until format 1 the shop's identity was a file of its own, with the source alone. */
    private static final String SHOP_OF_FORMAT_1 = "shop";

    private static final String UNKNOWN = "an earlier version";

    /** @throws Refusal when the file says nothing that can be understood */
    static Optional<DataFormat> of(Path root) throws IOException {
        Path file = root.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        int number = number(lines.isEmpty() ? "" : lines.get(0).strip(), file);
        Map<String, String> said = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                said.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        Optional<ShopIdentity> shop = said.containsKey("source")
                ? Optional.of(new ShopIdentity(said.getOrDefault("shop", ""), said.get("source")))
                : ofFormat1(root);
        return Optional.of(new DataFormat(
                number, shop, Optional.ofNullable(said.get("prefix")), said.getOrDefault("program", UNKNOWN)));
    }

    private static int number(String text, Path file) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refusal(
                    "The first line of " + file + " is '" + text + "' and not the number of a format.",
                    "Restore a backup into another directory with ./shopstream restore, or start on a new one with --data.");
        }
    }

    private static Optional<ShopIdentity> ofFormat1(Path root) throws IOException {
        Path file = root.resolve(SHOP_OF_FORMAT_1);
        return Files.exists(file)
                ? Optional.of(new ShopIdentity("", Files.readString(file).strip()))
                : Optional.empty();
    }

    /** Whether the data is that of {@code other}; format 1 did not know the shop's name. */
    boolean belongsTo(ShopIdentity other) {
        return shop.map(own -> own.source().equals(other.source())
                        && (own.name().isEmpty() || own.name().equals(other.name())))
                .orElse(true);
    }

    /** Durable on return. */
    void write(Path root) throws IOException {
        ShopIdentity own = shop.orElseThrow();
        WholeFile.write(
                root.resolve(FILE),
                number + "\nshop: " + own.name() + "\nsource: " + own.source()
                        + prefix.map(known -> "\nprefix: " + known).orElse("") + "\nprogram: " + program + "\n");
        Files.deleteIfExists(root.resolve(SHOP_OF_FORMAT_1));
    }
}
