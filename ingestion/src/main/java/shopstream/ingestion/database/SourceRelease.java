package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes from a server what capture has on it. */
public final class SourceRelease {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private SourceRelease() {}

    /**
     * Drops the slot, so that the server no longer keeps log for us, and the publication.
     *
     * @return what was done, in sentences
     * @throws ReleaseRefused when somebody reads the slot, or the server does not let us
     */
    public static List<String> of(DatabaseSource source) {
        if (source.kind() != DatabaseSource.Kind.POSTGRESQL) {
            return List.of("Nothing is kept for capture on " + source.address() + ": it has no object there.");
        }
        try (Connection connection = SourceConnection.open(source, PATIENCE)) {
            List<String> done = new ArrayList<>();
            slot(source, connection, done);
            publication(source, connection, done);
            return List.copyOf(done);
        } catch (SQLException failed) {
            Finding finding = ConnectionFailure.finding(source, failed);
            throw new ReleaseRefused(finding.message(), finding.nextStep());
        }
    }

    private static void slot(DatabaseSource source, Connection connection, List<String> done) throws SQLException {
        String name = source.serverObjects().slot();
        Optional<SlotState> slot = SlotState.of(connection, name);
        if (slot.isEmpty()) {
            done.add("There is no slot " + name + " at " + source.address() + ".");
            return;
        }
        if (!slot.get().ours()) {
            throw new ReleaseRefused(
                    "The slot " + name + " at " + source.address() + " is of the database "
                            + slot.get().database() + " and the plugin "
                            + slot.get().plugin() + ", so it is not this shop's.",
                    "Run this with the shop.yaml of the shop whose it is.");
        }
        if (slot.get().active()) {
            throw new ReleaseRefused(
                    "The slot " + name + " at " + source.address() + " is being read (server process "
                            + slot.get().activePid() + "): a capture is running.",
                    "Stop it, then run this again.");
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
            statement.setString(1, name);
            statement.execute();
        }
        done.add("The slot " + name + " was dropped; it held back " + slot.get().heldBackBytes() / (1 << 20)
                + " MB of log. If this source is captured again, all its rows are read anew.");
    }

    private static void publication(DatabaseSource source, Connection connection, List<String> done)
            throws SQLException {
        String name = source.serverObjects().publication();
        if (!new Publication(name, List.of()).exists(connection)) {
            done.add("There is no publication " + name + " in " + source.database() + ".");
            return;
        }
        String statement = "DROP PUBLICATION " + TableName.quoted(name);
        try (Statement dropping = connection.createStatement()) {
            dropping.execute(statement);
            done.add("The publication " + name + " was dropped.");
        } catch (SQLException refused) {
            done.add("The publication " + name + " is still there (" + PostgresFailure.said(refused)
                    + "); it holds nothing back. Its owner can run: " + statement + ";");
        }
    }
}
