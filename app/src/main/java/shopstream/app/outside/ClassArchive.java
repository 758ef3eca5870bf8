package shopstream.app.outside;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes that the program loads, in the form in which Java maps them at a start instead of loading and verifying them one
 * by one, which is much of a start's work. {@code ./shopstream} says where it is to be kept, while there is none.
 */
public final class ClassArchive {
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    private static final String PROPERTY = "shopstream.class-archive";

    /** Java ends the process at once where it cannot write. */
    private static final long SPACE = 1L << 30;

    private ClassArchive() {}

    /** Where this process is asked to write it; nothing when there is one, or nobody asked. */
    public static Optional<Path> wanted() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).filter(path -> !Files.exists(path));
    }

    /** Writes what this process has loaded; takes seconds in which nothing else runs. Without it, starts are slower. */
    public static void write(Path archive) {
        PrintStream output = System.out;
        try {
            Path directory = archive.toAbsolutePath().getParent();
            if (!Files.isWritable(directory) || Files.getFileStore(directory).getUsableSpace() < SPACE) {
                throw new IOException("there is no space below " + directory);
            }
            Path unfinished = archive.resolveSibling(
                    archive.getFileName() + "." + ProcessHandle.current().pid());
            Files.deleteIfExists(unfinished);
            // Java tells of it on standard output, where the results of commands go.
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", unfinished.toString()}},
                            new String[] {String[].class.getName()});
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (JMException | IOException unsupported) {
            LOG.info("The classes that were loaded could not be written to {}: {}", archive, unsupported.toString());
        } finally {
            System.setOut(output);
        }
    }
}
