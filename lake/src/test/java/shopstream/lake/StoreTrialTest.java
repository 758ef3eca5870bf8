package shopstream.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.FreePort;

class StoreTrialTest {
    @TempDir
    private Path directory;

    private LakeAddress at(int port) {
        return LakeAddress.of(
                directory,
                new LakeStores(
                        Optional.of(new ObjectStore(
                                Optional.of("s3://bucket/shop"),
                                Optional.of(URI.create("http://localhost:" + port)),
                                Optional.of("eu-central-1"),
                                true,
                                Optional.of(new ObjectStore.Keys("nobody", "secret")))),
                        Optional.empty()));
    }

    /** The server that the other tests run takes any key; this one says what Amazon's says to a wrong one. */
    @Test
    void keysThatAreRefusedAreSaid() throws IOException {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            byte[] body =
                    "<Error><Code>InvalidAccessKeyId</Code><Message>No such key</Message></Error>".getBytes(UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            boolean asked = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(403, asked ? -1 : body.length);
            if (!asked) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        refusing.start();
        try {
            assertThatThrownBy(() -> StoreTrial.of(at(refusing.getAddress().getPort())))
                    .isInstanceOf(LakeProblem.class)
                    .hasMessage("The lake's storage refuses (status 403).")
                    .extracting(problem -> ((LakeProblem) problem).nextStep())
                    .asString()
                    .contains("Check the keys below `lake: s3:`");
        } finally {
            refusing.stop(0);
        }
    }

    @Test
    void aServerThatIsAwayIsSaidAndADiskIsFine() {
        assertThatThrownBy(() -> StoreTrial.of(at(FreePort.any())))
                .isInstanceOf(LakeProblem.class)
                .hasMessageStartingWith("The lake's storage cannot be reached: ");
        assertThatCode(() -> StoreTrial.of(LakeAddress.in(directory))).doesNotThrowAnyException();
    }
}
