package shopstream.demo.market;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A customer as the shop's books have it; {@code creditCents} in hundredths. */
public record Customer(
        String name,
        String lastName,
        String firstName,
        String phone,
        String address,
        Optional<String> addressSupplement,
        String city,
        Optional<String> state,
        Optional<String> postalCode,
        String country,
        int salesRepresentative,
        long creditCents) {

    private static final Map<String, Section> TONGUES = Section.read("tongues.txt").stream()
            .collect(Collectors.toUnmodifiableMap(Section::name, Function.identity()));

    private static final List<String> SUPPLEMENTS =
            List.of("2nd Floor", "Suite 101", "Level 3", "Unit 4", "Box 12", "Suite 400", "Level 15", "Floor No. 4");

    /** Invents somebody who lives in this country. */
    public static Customer in(Country country, RandomGenerator random) {
        Section tongue = TONGUES.get(country.tongue());
        String last = word(tongue, "last", random);
        String pattern = Draw.evenly(tongue.parted("company", "|"), random);
        String name = pattern.replace("{last2}", word(tongue, "last", random))
                .replace("{last}", last)
                .replace("{word}", word(tongue, "word", random))
                .replace("{trade}", word(tongue, "trade", random))
                .replace("{form}", word(tongue, "form", random));
        String[] city = Draw.evenly(country.cities(), random).split("/");
        return new Customer(
                name,
                last,
                word(tongue, "first", random),
                filled(country.phone(), random),
                address(tongue, random),
                random.nextInt(9) == 0 ? Optional.of(Draw.evenly(SUPPLEMENTS, random)) : Optional.empty(),
                city[0],
                city.length > 1 ? Optional.of(city[1]) : Optional.empty(),
                country.postal().isEmpty() ? Optional.empty() : Optional.of(filled(country.postal(), random)),
                random.nextDouble() < country.sloppiness() ? country.name() + "  " : country.name(),
                country.salesRepresentative(),
                random.nextInt(12) == 0 ? 0 : random.nextLong(110, 1_400) * 10_000);
    }

    /** The same under another name. */
    public Customer named(String other) {
        return new Customer(
                other,
                lastName,
                firstName,
                phone,
                address,
                addressSupplement,
                city,
                state,
                postalCode,
                country,
                salesRepresentative,
                creditCents);
    }

    private static String address(Section tongue, RandomGenerator random) {
        return tongue.text("address")
                .replace("{number}", Integer.toString(1 + (int) (240 * random.nextDouble() * random.nextDouble())))
                .replace("{digit}", Integer.toString(random.nextInt(1, 10)))
                .replace("{street}", word(tongue, "streets", random));
    }

    private static String word(Section tongue, String kind, RandomGenerator random) {
        return Draw.evenly(tongue.words(kind), random);
    }

    private static String filled(String pattern, RandomGenerator random) {
        StringBuilder text = new StringBuilder(pattern);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '#') {
                boolean leading = i == 0 || !Character.isDigit(text.charAt(i - 1));
                text.setCharAt(i, (char) ('0' + random.nextInt(leading ? 1 : 0, 10)));
            } else if (text.charAt(i) == '@') {
                text.setCharAt(i, "ABCEGHJKLMNPRSTVXY".charAt(random.nextInt(18)));
            }
        }
        return text.toString();
    }
}
