package shopstream.demo.mariadb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a port that will still be free when the server comes back. */
final class ServerPort {

    /** Below the range from which operating systems lend ports to outgoing connections, so that nobody takes ours. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private ServerPort() {}

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int anyFree() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        } while (!free(port));
        return port;
    }
}
