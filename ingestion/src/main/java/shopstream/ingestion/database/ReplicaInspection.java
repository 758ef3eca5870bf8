package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a server of MariaDB or MySQL that is a replica hands on what its primary sends, and tells how far behind it is. */
final class ReplicaInspection {
    private ReplicaInspection() {}

    /** @param account the user as the server knows it, ready for a GRANT */
    static List<Finding> of(DatabaseSource source, Connection connection, String account) throws SQLException {
        Optional<List<Map<String, String>>> primaries = Replication.primaries(connection);
        List<Finding> findings = new ArrayList<>();
        boolean replicates = primaries.isPresent() ? !primaries.get().isEmpty() : replicatesNow(source, connection);
        if (replicates && !handsOn(connection)) {
            findings.add(Finding.error(
                    "The server at " + source.address() + " is a replica and does not write what its primary sends to a"
                            + " binary log of its own (log_slave_updates is OFF), so nothing of it can be followed.",
                    "Add the line `log_slave_updates = ON` under [mysqld] to the server's my.cnf and restart it."));
        }
        if (primaries.isEmpty() && (replicates || replicatedOnce(source, connection))) {
            findings.add(Finding.note(
                    "The server at " + source.address() + " is a replica" + (replicates ? "" : ", or was one")
                            + ", and the user " + account
                            + " may not ask how far it is behind: were it an hour late, its"
                            + " figures would still be called live.",
                    "Let an administrator run: GRANT SLAVE MONITOR ON *.* TO " + account + ";"));
        }
        return findings;
    }

    /** MariaDB lets everybody see whether replication runs. */
    private static boolean replicatesNow(DatabaseSource source, Connection connection) throws SQLException {
        return source.kind() == DatabaseSource.Kind.MARIADB
                && first(connection, "SHOW GLOBAL STATUS LIKE 'Slave_running'", 2)
                        .equals("ON");
    }

    /** A replica whose replication has stopped looks the same as one that was made a primary: both remember transactions. */
    private static boolean replicatedOnce(DatabaseSource source, Connection connection) throws SQLException {
        return source.kind() == DatabaseSource.Kind.MARIADB
                && !first(connection, "SELECT @@GLOBAL.gtid_slave_pos", 1).isEmpty();
    }

    private static boolean handsOn(Connection connection) throws SQLException {
        return first(
                        connection,
                        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_slave_updates', 'log_replica_updates')",
                        2)
                .equals("ON");
    }

    private static String first(Connection connection, String question, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(column) : "";
        }
    }
}
