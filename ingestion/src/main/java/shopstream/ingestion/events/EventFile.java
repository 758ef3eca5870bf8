package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Events in a file: one JSON object on each line, objects over several lines, or rows of CSV under a header; packed where the name ends in {@code .gz}.
 * Read as a stream, so that a file may be of any size.
 */
public final class EventFile {
    private static final int BUFFER = 1 << 16;
    private static final int OPENING_MAX = 100;
    private static final Pattern OPENING = Pattern.compile("\\uFEFF?\\s*(\\[|\\{\\s*\\n)");

    private final Path file;

    public EventFile(Path file) {
        this.file = file;
    }

    /**
     * Gives every event in the order of the file, also those that cannot be told.
     *
     * @throws IOException where the file cannot be read, or is no text in UTF-8
     */
    public void read(Consumer<FileEvent> each) throws IOException {
        // A strict decoder: what is not UTF-8 must not become question marks in the log.
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(), UTF_8.newDecoder()), BUFFER)) {
            if (isCsv()) {
                CsvEvents.read(reader, each);
            } else if (stretchesOverLines(reader)) {
                JsonDocument.read(reader, each);
            } else {
                lines(reader, each);
            }
        } catch (MalformedInputException wrong) {
            throw new IOException(file + " is not text in UTF-8.", wrong);
        }
    }

    /** Whether the first line only opens what others close. */
    private static boolean stretchesOverLines(BufferedReader reader) throws IOException {
        reader.mark(BUFFER);
        char[] begin = new char[OPENING_MAX];
        int length = Math.max(0, reader.read(begin));
        reader.reset();
        return OPENING.matcher(new String(begin, 0, length)).lookingAt();
    }

    private static void lines(BufferedReader reader, Consumer<FileEvent> each) throws IOException {
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!text.isBlank()) {
                each.accept(JsonLine.event(number, text));
            }
        }
    }

    private boolean isCsv() {
        return name().replaceFirst("\\.gz$", "").endsWith(".csv");
    }

    private String name() {
        return file.getFileName().toString();
    }

    private InputStream open() throws IOException {
        InputStream stream = Files.newInputStream(file);
        return name().endsWith(".gz") ? new GZIPInputStream(stream, BUFFER) : stream;
    }
}
