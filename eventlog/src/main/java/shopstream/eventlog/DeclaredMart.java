package shopstream.eventlog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import shopstream.eventlog.MartEdition.Role;

/**
 * A mart with all its editions. They stand in one record of the log, so that a switch from one to another is seen whole
 * or not at all.
 */
public record DeclaredMart(String name, List<MartEdition> editions) {
    public DeclaredMart {
        editions = editions == null ? List.of() : List.copyOf(editions);
    }

    /** The one to show; there is one from the first declaration on. */
    public Optional<MartEdition> current() {
        return editions.stream()
                .filter(edition -> edition.role() == Role.CURRENT)
                .findFirst();
    }

    public Optional<MartEdition> building() {
        return editions.stream()
                .filter(edition -> edition.role() == Role.BUILDING)
                .findFirst();
    }

    /** Those shown before, the last one first. */
    public List<MartEdition> kept() {
        return editions.stream()
                .filter(edition -> edition.role() == Role.KEPT)
                .sorted(Comparator.comparing(MartEdition::since).reversed())
                .toList();
    }

    public Optional<MartEdition> edition(String topic) {
        return editions.stream()
                .filter(edition -> edition.topic().equals(topic))
                .findFirst();
    }

    /** With an edition added, or in place of the one of the same topic. */
    public DeclaredMart with(MartEdition edition) {
        List<MartEdition> all = new ArrayList<>(without(edition.topic()).editions());
        all.add(edition);
        return new DeclaredMart(name, all);
    }

    public DeclaredMart without(String topic) {
        return new DeclaredMart(
                name,
                editions.stream()
                        .filter(edition -> !edition.topic().equals(topic))
                        .toList());
    }
}
