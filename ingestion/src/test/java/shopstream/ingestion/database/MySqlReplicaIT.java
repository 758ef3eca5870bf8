package shopstream.ingestion.database;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("thorough")
@NeedsMySql
class MySqlReplicaIT extends ReplicaSuite {
    @Override
    Server start(Path directory) throws Exception {
        return MySql.start(directory, "--gtid-mode=ON", "--enforce-gtid-consistency=ON");
    }

    @Override
    Server startReplica(Path directory) throws Exception {
        Server replica = MySql.start(
                directory, "--gtid-mode=ON", "--enforce-gtid-consistency=ON", "--server-id=2", "--read-only=ON");
        replica.execute(
                "",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = " + primary.port()
                        + ", SOURCE_USER = 'admin', SOURCE_PASSWORD = 'admin', SOURCE_AUTO_POSITION = 1,"
                        + " GET_SOURCE_PUBLIC_KEY = 1",
                started());
        return replica;
    }

    @Override
    String monitor() {
        return "capture";
    }

    @Override
    String stopped() {
        return "STOP REPLICA";
    }

    @Override
    String started() {
        return "START REPLICA";
    }

    @Override
    String delayed(int seconds) {
        return "CHANGE REPLICATION SOURCE TO SOURCE_DELAY = " + seconds;
    }

    @Override
    String forgotten() {
        return "RESET REPLICA ALL";
    }

    @Override
    String reasonForStandstill() {
        return "Worker";
    }
}
