package shopstream.contracts;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the columns that contracts call personal. What a model gives out under such a name, in whatever spelling
 * ({@code contactLastName}, {@code contact_last_name}), is personal too.
 */
public final class PersonalNames {
    private final Set<String> folded;

    private PersonalNames(Set<String> folded) {
        this.folded = folded;
    }

    public static PersonalNames of(Collection<Contract> contracts) {
        return new PersonalNames(contracts.stream()
                .flatMap(contract -> contract.columns().stream())
                .filter(Column::personal)
                .map(column -> folded(column.name()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** These, whatever contracts say. */
    public static PersonalNames named(String... columns) {
        return new PersonalNames(Stream.of(columns).map(PersonalNames::folded).collect(Collectors.toUnmodifiableSet()));
    }

    public boolean contain(String column) {
        return folded.contains(folded(column));
    }

    private static String folded(String column) {
        return column.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
