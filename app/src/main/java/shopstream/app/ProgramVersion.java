package shopstream.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the program this is, as the build wrote it down. */
public final class ProgramVersion {
    private static final String FILE = "/program.properties";

    private ProgramVersion() {}

    public static String text() {
        Properties properties = new Properties();
        try (InputStream file = ProgramVersion.class.getResourceAsStream(FILE)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own " + FILE + " cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
