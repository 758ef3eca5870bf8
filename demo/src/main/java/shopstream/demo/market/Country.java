package shopstream.demo.market;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A country the shop sells to.
 *
 * @param index its place in {@link #all()}
 * @param share of the customers, all countries together 1
 * @param evening the local hour at which most is bought
 * @param tongue the names of its people and streets
 * @param phone {@code #} stands for a digit
 * @param postal {@code #} stands for a digit, {@code @} for a letter; empty where there are no postal codes
 * @param cities some as {@code city/state}
 * @param sloppiness how many of its customers somebody typed with blanks after the country, as somebody always does
 */
public record Country(
        int index,
        String name,
        double share,
        ZoneId zone,
        double evening,
        String tongue,
        String phone,
        String postal,
        int salesRepresentative,
        List<String> cities,
        double sloppiness) {

    private static final double ORDINARY_SLOPPINESS = 0.0003;

    private static final List<Country> ALL = read();

    public static List<Country> all() {
        return ALL;
    }

    private static List<Country> read() {
        List<Section> sections = Section.read("countries.txt");
        double total = sections.stream().mapToDouble(s -> s.number("share")).sum();
        return IntStream.range(0, sections.size())
                .mapToObj(i -> of(i, sections.get(i), total))
                .toList();
    }

    private static Country of(int index, Section section, double total) {
        return new Country(
                index,
                section.name(),
                section.number("share") / total,
                ZoneId.of(section.text("zone")),
                section.number("evening"),
                section.text("tongue"),
                section.text("phone"),
                section.text("postal"),
                (int) section.number("rep"),
                section.words("cities"),
                section.text("sloppy").isEmpty() ? ORDINARY_SLOPPINESS : section.number("sloppy"));
    }
}
