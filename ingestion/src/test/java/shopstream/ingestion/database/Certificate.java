package shopstream.ingestion.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate of 127.0.0.1 that nobody but its own maker vouches for.
 *
 * @param certificate as a file of a server
 * @param key as a file of a server
 * @param trustStore where Java finds the certificate, under {@link #WORD}
 */
record Certificate(Path certificate, Path key, Path trustStore) {
    static final String WORD = "for-a-test";

    static Certificate madeIn(Path directory) throws Exception {
        Path store = directory.resolve("store.p12");
        Process made = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        WORD,
                        "-keystore",
                        store.toString()))
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool ended with " + made.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, WORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        Path trustStore = directory.resolve("trusted.p12");
        try (OutputStream output = Files.newOutputStream(trustStore)) {
            trusted.store(output, WORD.toCharArray());
        }
        return new Certificate(
                pem(
                        directory.resolve("server.crt"),
                        "CERTIFICATE",
                        keys.getCertificate("server").getEncoded()),
                pem(
                        directory.resolve("server.key"),
                        "PRIVATE KEY",
                        keys.getKey("server", WORD.toCharArray()).getEncoded()),
                trustStore);
    }

    private static Path pem(Path file, String what, byte[] content) throws Exception {
        String text = "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
        Files.writeString(file, text, US_ASCII);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
