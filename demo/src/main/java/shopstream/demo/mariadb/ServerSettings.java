package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.file.Files;

/** Writes what the server is told: its settings file and the statements it begins with. */
final class ServerSettings {

    private ServerSettings() {}

    /** Settings for a server on this port; passwords are not in them. */
    static void write(ServerDirectory directory, Binaries binaries, int port) throws IOException {
        // The port is the only way in: no socket file, whose path may be 107 characters at most. No encryption, since
        // making
        // a certificate costs 2 to 8 seconds at every start and nothing leaves this machine.
        String text = """
                [mariadbd]
                basedir = "%s"
                datadir = "%s"
                tmpdir = "%s"
                lc-messages-dir = "%s"
                %sbind-address = 127.0.0.1
                port = %d
                socket =
                skip-name-resolve
                skip-ssl
                max_connections = 100

                character-set-server = utf8mb4
                collation-server = utf8mb4_general_ci
                default-time-zone = '+00:00'

                server-id = 1
                log-bin = binlog
                binlog_format = ROW
                binlog_row_image = FULL
                binlog_expire_logs_seconds = 604800
                sync_binlog = 1

                innodb_flush_log_at_trx_commit = 1
                innodb_buffer_pool_size = 256M
                innodb_log_file_size = 256M
                innodb_log_buffer_size = 32M
                performance_schema = OFF
                """.formatted(
                        binaries.home(),
                        directory.data(),
                        directory.temporary(),
                        binaries.share(),
                        // It refuses to run as root unless told so.
                        System.getProperty("user.name").equals("root") ? "user = root\n" : "",
                        port);
        Files.createDirectories(directory.temporary());
        Files.writeString(directory.settings(), text);
    }

    /**
     * Writes the statements that see to the users and their rights at every start, so that a lost password file or a right
     * taken away is repaired. They do not belong to the shop's history and stay out of the binary log.
     */
    static void writeInitialStatements(ServerDirectory directory) throws IOException {
        Passwords passwords = directory.passwords();
        StringBuilder sql = new StringBuilder("SET sql_log_bin=0;\n"
                + "CREATE DATABASE IF NOT EXISTS shop;\n"
                + "CREATE DATABASE IF NOT EXISTS shopstream_demo;\n");
        for (String host : new String[] {"localhost", "127.0.0.1", "::1"}) {
            sql.append("DROP USER IF EXISTS 'root'@'%s';\n".formatted(host));
        }
        appendUser(sql, passwords.administrator());
        appendUser(sql, passwords.owner());
        appendUser(sql, passwords.capture());
        sql.append("GRANT ALL ON *.* TO '%s'@'%%';\n"
                .formatted(passwords.administrator().user()));
        sql.append("GRANT ALL ON shop.* TO '%s'@'%%';\n"
                .formatted(passwords.owner().user()));
        String capture = passwords.capture().user();
        sql.append("GRANT SELECT ON shop.* TO '%s'@'%%';\n".formatted(capture));
        sql.append("GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '%s'@'%%';\n".formatted(capture));
        PrivateFile.write(directory.initialStatements(), sql.toString());
    }

    /** The statements that fill an empty data directory: the ones {@code mariadb-install-db} feeds it. */
    static String bootstrap(Binaries binaries) throws IOException {
        StringBuilder sql = new StringBuilder("""
                CREATE DATABASE mysql;
                USE mysql;
                SET @auth_root_socket=NULL;
                SET @skip_auth_anonymous=1;
                """);
        for (String file : new String[] {
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql"
        }) {
            // Lines for root under this machine's name are left out, as for an installation made elsewhere.
            for (String line : Files.readAllLines(binaries.share().resolve(file))) {
                sql.append(line.contains("@current_hostname") ? "" : line).append('\n');
            }
        }
        return sql.toString();
    }

    private static void appendUser(StringBuilder sql, Password password) {
        sql.append("CREATE USER IF NOT EXISTS '%s'@'%%';\n".formatted(password.user()));
        sql.append("ALTER USER '%s'@'%%' IDENTIFIED BY '%s';\n".formatted(password.user(), password.word()));
    }
}
