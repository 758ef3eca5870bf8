package shopstream.warehouse.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The functions of DuckDB that only compute: what a question may call. Kept as lists in resources, against which a test holds
 * the functions of the DuckDB that is built in, so that a new one is judged before it can be called.
 */
final class HarmlessFunctions {
    private static final Set<String> HARMLESS = read("harmless-functions.txt");
    private static final Set<String> REFUSED = read("refused-functions.txt");

    private HarmlessFunctions() {}

    static boolean contain(String name) {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith("icu_collate_");
    }

    /** Whether it is a function that was judged, and may not be called. */
    static boolean refuse(String name) {
        return REFUSED.contains(name.toLowerCase(Locale.ROOT));
    }

    static Set<String> names() {
        return HARMLESS;
    }

    private static Set<String> read(String resource) {
        try (InputStream file = HarmlessFunctions.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            Set<String> names = new TreeSet<>();
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("The list " + resource + " cannot be read", e);
        }
    }
}
