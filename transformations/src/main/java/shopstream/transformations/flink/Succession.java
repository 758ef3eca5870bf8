package shopstream.transformations.flink;

import java.time.Instant;
import java.util.Optional;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;

/** The rules by which one edition of a mart follows another. Pure: what becomes of the record in the log. */
final class Succession {
    private Succession() {}

    /**
     * At a start: the folder's edition becomes the current one when there is none, else it is built beside it. What was
     * taken back stays so for as long as the folder's model is the one it was taken back from.
     *
     * @param wanted the folder's model; an edition there is already, or a new one
     */
    static DeclaredMart begin(DeclaredMart mart, MartEdition wanted, Instant now) {
        Optional<MartEdition> current = mart.current();
        if (current.isEmpty()) {
            return mart.with(wanted.current(now));
        }
        MartEdition shown = current.get();
        DeclaredMart only = mart.building()
                .filter(building -> !building.topic().equals(wanted.topic()))
                .map(given -> mart.without(given.topic()))
                .orElse(mart);
        if (shown.topic().equals(wanted.topic())) {
            return only.with(shown.insteadOf(null).declaredAs(wanted.mart(), wanted.script()));
        }
        if (plan(wanted.fingerprint()).equals(shown.insteadOf())) {
            return mart.building().map(given -> mart.without(given.topic())).orElse(mart);
        }
        boolean goesOn =
                wanted.role() == Role.BUILDING && mart.edition(wanted.topic()).isPresent();
        return only.with(shown.insteadOf(null)).with(goesOn ? wanted : wanted.building(now));
    }

    /** The edition that was built is shown: it is the current one, and the one before is kept. */
    static DeclaredMart follow(DeclaredMart mart, Instant now, Instant keptUntil) {
        return mart.building()
                .map(built -> mart.current()
                        .map(old -> mart.with(old.kept(now, keptUntil)))
                        .orElse(mart)
                        .with(built.current(now)))
                .orElse(mart);
    }

    /** Back to the edition before: the one being built is given up, or else the last one kept is the current one again. */
    static Optional<DeclaredMart> back(DeclaredMart mart, Instant now, Instant keptUntil) {
        if (mart.current().isEmpty()) {
            return Optional.empty();
        }
        MartEdition current = mart.current().get();
        if (mart.building().isPresent()) {
            MartEdition given = mart.building().get();
            return Optional.of(mart.without(given.topic()).with(current.insteadOf(plan(given.fingerprint()))));
        }
        return mart.kept().stream()
                .findFirst()
                .map(before -> mart.with(current.kept(now, keptUntil))
                        .with(before.current(now).insteadOf(plan(current.fingerprint()))));
    }

    /** Without the editions whose time is over. */
    static DeclaredMart expire(DeclaredMart mart, Instant now) {
        DeclaredMart left = mart;
        for (MartEdition kept : mart.kept()) {
            if (!now.isBefore(kept.keptUntil())) {
                left = left.without(kept.topic());
            }
        }
        return left;
    }

    /** The plan's own fingerprint, without the number of a rebuild under the same plan. */
    static String plan(String fingerprint) {
        return fingerprint.replaceFirst("-\\d+$", "");
    }
}
