package shopstream.ingestion.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.TreeMap;

/** The countries of the world by name in several languages and by code, and the region that each is counted to. */
final class Countries {
    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "tr");

    private final Map<String, String> regionByName = new TreeMap<>();
    private final Map<String, String> regionByCode = new TreeMap<>();
    private final Map<String, String> codeByWord = new HashMap<>();

    private Countries() {}

    static Countries known() {
        Countries countries = new Countries();
        try (InputStream file = Countries.class.getResourceAsStream("countries.csv")) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            lines.forEach(line -> countries.add(line.split(",")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return countries;
    }

    private void add(String[] row) {
        regionByName.put(row[0], row[2]);
        regionByCode.put(row[1], row[2]);
        codeByWord.put(folded(row[0]), row[1]);
        codeByWord.put(folded(row[1]), row[1]);
        Locale country = new Locale.Builder().setRegion(row[1]).build();
        try {
            codeByWord.put(folded(country.getISO3Country()), row[1]);
        } catch (MissingResourceException none) {
            // Kosovo has no code of three letters.
        }
        LANGUAGES.forEach(
                language -> codeByWord.put(folded(country.getDisplayCountry(Locale.forLanguageTag(language))), row[1]));
    }

    Optional<String> region(String word) {
        return Optional.ofNullable(codeByWord.get(folded(word))).map(regionByCode::get);
    }

    /** Two spellings of one country have the same code. */
    Optional<String> code(String word) {
        return Optional.ofNullable(codeByWord.get(folded(word)));
    }

    /** The seed: all names, or all codes where that is what the shop writes, and what it writes otherwise. */
    String seed(Collection<String> written) {
        Map<String, String> rows = new TreeMap<>();
        boolean codes = !written.isEmpty()
                && written.stream().allMatch(word -> word.strip().matches("[A-Za-z]{2}"));
        rows.putAll(codes ? regionByCode : regionByName);
        for (String word : written) {
            region(word).ifPresent(region -> rows.put(word.strip(), region));
        }
        StringBuilder csv = new StringBuilder("country,region\n");
        rows.forEach((country, region) -> csv.append(
                        country.matches(".*[,\"].*") ? '"' + country.replace("\"", "\"\"") + '"' : country)
                .append(',')
                .append(region)
                .append('\n'));
        return csv.toString();
    }

    private static String folded(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
