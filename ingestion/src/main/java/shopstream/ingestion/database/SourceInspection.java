package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import shopstream.contracts.Contract;

/**
 * Everything about a source that keeps it from being captured, found at once and before anything is started. Only asks;
 * takes no lock and changes nothing.
 *
 * @param missingDatasets the contracts whose table the source lacks; the others can be captured without them
 */
public record SourceInspection(List<Finding> findings, Set<String> missingDatasets) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public SourceInspection {
        findings = List.copyOf(findings);
        missingDatasets = Set.copyOf(missingDatasets);
    }

    /**
     * Inspects the server, the user's rights and the tables that the contracts name. Never throws for what it finds. That a
     * capture follows the source already is no fault: it may be this shop's.
     */
    public static SourceInspection of(DatabaseSource source, List<Contract> contracts) {
        return of(source, contracts, false);
    }

    /** The same where capture is about to begin, so that no other may follow the source under its name. */
    public static SourceInspection beforeCapture(DatabaseSource source, List<Contract> contracts) {
        return of(source, contracts, true);
    }

    private static SourceInspection of(DatabaseSource source, List<Contract> contracts, boolean captureBegins) {
        if (source.kind() == DatabaseSource.Kind.POSTGRESQL) {
            return ofPostgres(source, contracts, captureBegins);
        }
        List<Finding> findings = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        boolean database = true;
        try {
            SourceConnection.open(source, PATIENCE).close();
        } catch (SQLException refused) {
            findings.add(ConnectionFailure.finding(source, refused));
            database = false;
        }
        // A wrong database name need not hide what else is wrong.
        try (Connection connection = SourceConnection.openServer(source, PATIENCE)) {
            Grants grants = Grants.of(connection, source.kind());
            findings.addAll(ServerInspection.of(source, connection));
            findings.addAll(grants.missing());
            findings.addAll(ReplicaInspection.of(source, connection, grants.account()));
            if (database) {
                TableInspection tables = new TableInspection(source, connection, grants);
                for (Contract contract : contracts) {
                    tables.inspect(contract);
                }
                findings.addAll(tables.findings());
                missing.addAll(tables.missingDatasets());
            }
        } catch (SQLException failed) {
            if (findings.isEmpty()) {
                findings.add(ConnectionFailure.finding(source, failed));
            }
        }
        return new SourceInspection(findings, missing);
    }

    private static SourceInspection ofPostgres(DatabaseSource source, List<Contract> contracts, boolean captureBegins) {
        try (Connection connection = SourceConnection.open(source, PATIENCE)) {
            PostgresTables tables = new PostgresTables(source, connection);
            for (Contract contract : contracts) {
                tables.inspect(contract);
            }
            List<Finding> findings =
                    new ArrayList<>(PostgresInspection.of(source, connection, tables.publishable(), captureBegins));
            findings.addAll(tables.findings());
            return new SourceInspection(findings, tables.missingDatasets());
        } catch (SQLException failed) {
            return new SourceInspection(List.of(ConnectionFailure.finding(source, failed)), Set.of());
        }
    }

    /** Whether the source answered, so that more is known of it than that it did not. */
    public boolean answered() {
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.UNANSWERED);
    }

    /** Whether nothing stands in the way of capture. */
    public boolean passed() {
        return findings.stream().noneMatch(Finding::hinders);
    }
}
