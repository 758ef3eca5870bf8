package shopstream.app.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Whoever waits for an answer that takes long. HTTP/1.1 tells of one who leaves only to whoever reads on. */
final class Asker {
    private final EndPoint connection;
    private final ByteBuffer next = ByteBuffer.allocate(1).limit(0);

    private Asker(EndPoint connection) {
        this.connection = connection;
    }

    /** The asker of a request whose body has been read. It gets no further answer on this connection. */
    static Asker of(Context context) {
        // What is read below would be the beginning of a next request.
        context.header("Connection", "close");
        return new Asker(ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint());
    }

    /** Whether nobody waits any more. Only the thread that answers may ask. */
    boolean hasLeft() {
        try {
            return !connection.isOpen() || connection.fill(next) < 0;
        } catch (IOException broken) {
            return true;
        }
    }
}
