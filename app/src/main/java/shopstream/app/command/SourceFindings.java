package shopstream.app.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import shopstream.app.Refusal;
import shopstream.app.configuration.Shop;
import shopstream.app.terminal.Terminal;
import shopstream.ingestion.database.Finding;
import shopstream.ingestion.database.SourceInspection;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Measure;

/** What is wrong with the source itself, said before anything is started. */
final class SourceFindings {
    private SourceFindings() {}

    /**
     * Inspects the source and says what it finds. A source that has been read before and does not answer now is not refused.
     *
     * @param known what was found when it answered last; nothing where it never did
     * @return datasets whose tables the source does not have
     * @throws Refusal when the source cannot be followed as it is
     */
    static Set<String> missingOrRefuse(Shop shop, Optional<Set<String>> known, Terminal terminal) {
        SourceInspection inspection = SourceInspection.beforeCapture(shop.source(), shop.contracts());
        long errors = print(shop, inspection.findings(), terminal);
        if (!inspection.answered() && known.isPresent()) {
            terminal.say(
                    "  What was read before is shown meanwhile, and reading goes on as soon as the source answers.");
            return known.get();
        }
        if (errors > 0) {
            throw new Refusal(
                    shop.source() + " cannot be followed: " + errors + (errors == 1 ? " problem" : " problems")
                            + ", listed above.",
                    "Mend what is listed, then run ./shopstream check to see whether all is well.");
        }
        return inspection.missingDatasets();
    }

    /**
     * The shop as its source lets it be, after saying what each dashboard goes on without.
     *
     * @param missing datasets whose tables the source does not have
     */
    static Shop possible(Shop shop, Set<String> missing, Terminal terminal) {
        Shop possible = shop.without(missing);
        for (Dashboard whole : shop.dashboards()) {
            List<String> left = possible.dashboards().stream()
                    .filter(dashboard -> dashboard.name().equals(whole.name()))
                    .flatMap(SourceFindings::shown)
                    .toList();
            List<String> off = shown(whole).filter(name -> !left.contains(name)).toList();
            if (left.isEmpty()) {
                terminal.say("note: dashboard " + whole.name() + " is off without "
                        + String.join(", ", new TreeSet<>(missing)));
            } else if (!off.isEmpty()) {
                terminal.say("note: dashboard " + whole.name() + " goes on without " + String.join(", ", off));
            }
        }
        return possible;
    }

    private static Stream<String> shown(Dashboard dashboard) {
        return Stream.concat(
                dashboard.measures().stream().map(Measure::name),
                dashboard.dimensions().stream().map(Dimension::name));
    }

    /** Prints findings; returns how many of them are errors. */
    static long print(Shop shop, List<Finding> findings, Terminal terminal) {
        String place = shop.configuration().source().place() + ": ";
        for (Finding finding : findings) {
            if (finding.hinders()) {
                terminal.complain(place + finding.message());
            } else {
                terminal.say(place + "note: " + finding.message());
            }
            terminal.say("  next: " + finding.nextStep());
        }
        return findings.stream().filter(Finding::hinders).count();
    }
}
