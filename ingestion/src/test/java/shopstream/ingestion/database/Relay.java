package shopstream.ingestion.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a capture and its server, and can hold back the server's log while questions are still answered: as a
 * slow network, or a busy reader, does.
 */
final class Relay implements AutoCloseable {
    /** The commands by which a client asks MariaDB or MySQL for the log, as the first word of a conversation's packet. */
    private static final Set<Byte> SEND_LOG = Set.of((byte) 0x12, (byte) 0x1e);

    /** How a client of PostgreSQL opens a conversation that is to carry the log. */
    private static final String REPLICATION = "replication\0database";

    private final int serverPort;
    private final ServerSocket door;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private long allowance = Long.MAX_VALUE;

    Relay(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Lets only so many further bytes of the log through. */
    synchronized void hold(long bytes) {
        allowance = bytes;
        notifyAll();
    }

    void release() {
        hold(Long.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        door.close();
        release();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Conversation conversation = new Conversation(client, server);
                daemon(conversation::ask);
                daemon(conversation::answer);
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int allowed(int wanted) throws InterruptedException {
        while (allowance <= 0) {
            wait();
        }
        int granted = (int) Math.min(wanted, allowance);
        if (allowance != Long.MAX_VALUE) {
            allowance -= granted;
        }
        return granted;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection, of which it shows only later whether it carries the log. */
    private final class Conversation {
        private final Socket client;
        private final Socket server;
        private volatile boolean carriesLog;

        Conversation(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void ask() {
            byte[] bytes = new byte[8192];
            try (InputStream from = client.getInputStream();
                    OutputStream to = server.getOutputStream()) {
                for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                    carriesLog |= read > 4 && bytes[3] == 0 && SEND_LOG.contains(bytes[4])
                            || new String(bytes, 0, read, StandardCharsets.ISO_8859_1).contains(REPLICATION);
                    to.write(bytes, 0, read);
                }
            } catch (IOException ended) {
                carriesLog = false;
            }
        }

        void answer() {
            byte[] bytes = new byte[8192];
            try (InputStream from = server.getInputStream();
                    OutputStream to = client.getOutputStream()) {
                for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                    int sent = 0;
                    while (sent < read) {
                        int part = carriesLog ? allowed(read - sent) : read - sent;
                        to.write(bytes, sent, part);
                        sent += part;
                    }
                }
            } catch (IOException ended) {
                carriesLog = false;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
