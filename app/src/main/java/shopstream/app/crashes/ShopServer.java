package shopstream.app.crashes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A shop's database server, a process of ours that can be killed and started again at the same address. */
interface ShopServer extends AutoCloseable {

    Dialect dialect();

    /** As the shop's owner, who may change everything in the shop. */
    Connection connect() throws SQLException;

    /** Where the platform finds it, as the shipped configuration names it. */
    Map<String, String> environment();

    /** Kill -9; returns when the process is gone. */
    void kill();

    /** Starts it again after a kill and returns when it answers. */
    void startAgain();

    /** What an administrator does for the platform once the tables are there. */
    void prepareForCapture(Connection owner) throws SQLException;

    @Override
    void close();
}
