package shopstream.app;

import java.nio.file.Path;

/** The log file, which the logging configuration opens once it knows where. */
final class LogFile {
    private static final String PROPERTY = "shopstream.log";

    private LogFile() {}

    /** From now on the log is written below {@code directory}. */
    static void in(Path directory) {
        at(directory.resolve("shopstream.log"));
    }

    /** From now on the log is written to {@code file}. */
    static void at(Path file) {
        System.setProperty(PROPERTY, file.toString());
    }
}
