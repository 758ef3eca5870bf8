package shopstream.operations.schedules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one schedule: one for each run, and one that says how far its timetable has been dealt with. */
final class RunFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String MARK = "schedule.json";
    private static final String RUN = "run-";
    private static final String JSON = ".json";
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern IDENTITY = Pattern.compile("\\d{8}T\\d{9}Z");

    private final Path folder;

    /**
     * How far it has been dealt with.
     *
     * @param timetable the one that this is said of
     * @param dealtWith no time up to this moment is still to come or to be made up for
     * @param failures since the beginning
     */
    record Mark(String timetable, Instant dealtWith, long failures) {}

    RunFolder(Path folder) {
        this.folder = folder;
    }

    /** Made where it is missing. */
    Path path() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** An identity for a run that begins now; to be asked for by who has the turn. */
    String newId(Instant now) {
        Instant moment = now;
        while (Files.exists(file(ID.format(moment)))) {
            moment = moment.plusMillis(1);
        }
        return ID.format(moment);
    }

    /** Durable on return. */
    void write(Run run) {
        write(file(run.id()), RunJson.full(run));
    }

    /** The newest runs, the newest first. A file that holds none, whoever wrote it, is passed over. */
    List<Run> newest(int most) {
        return ids().stream().flatMap(id -> read(id).stream()).limit(most).toList();
    }

    Optional<Run> newest() {
        return newest(1).stream().findFirst();
    }

    Optional<Run> newestSuccess() {
        return ids().stream()
                .flatMap(id -> read(id).stream())
                .filter(run -> run.state() == Run.State.SUCCEEDED)
                .findFirst();
    }

    /** Only what can be the identity of a run is looked for. */
    Optional<Run> read(String id) {
        if (!IDENTITY.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunJson.parsed(RunJson.MAPPER.readTree(file(id).toFile())));
        } catch (IOException | RuntimeException unreadable) {
            if (Files.exists(file(id))) {
                LOG.warn("The file {} cannot be read as a run", file(id), unreadable);
            }
            return Optional.empty();
        }
    }

    private List<String> ids() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(RUN) && name.endsWith(JSON))
                    .map(name -> name.substring(RUN.length(), name.length() - JSON.length()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException noneYet) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Removes all but the newest runs and the last that succeeded. */
    void keep(int most) {
        Optional<String> success = newestSuccess().map(Run::id);
        ids().stream().skip(most).filter(id -> !success.equals(Optional.of(id))).forEach(id -> {
            try {
                Files.deleteIfExists(file(id));
            } catch (IOException e) {
                LOG.warn("The file {} cannot be removed", file(id), e);
            }
        });
    }

    Optional<Mark> mark() {
        Path file = folder.resolve(MARK);
        try {
            JsonNode json = RunJson.MAPPER.readTree(Files.readString(file));
            return Optional.of(new Mark(
                    json.get("timetable").textValue(),
                    Instant.parse(json.get("dealtWith").textValue()),
                    json.get("failures").longValue()));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("The file {} cannot be read; the timetable is followed from now on", file, unreadable);
            return Optional.empty();
        }
    }

    void write(Mark mark) {
        ObjectNode json = RunJson.MAPPER.createObjectNode();
        json.put("timetable", mark.timetable());
        json.put("dealtWith", mark.dealtWith().toString());
        json.put("failures", mark.failures());
        write(folder.resolve(MARK), json);
    }

    private Path file(String id) {
        return folder.resolve(RUN + id + JSON);
    }

    /** There as a whole or not at all, whatever dies meanwhile. */
    private void write(Path file, JsonNode json) {
        Path aside = path().resolve(
                        file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap((json.toPrettyString() + "\n").getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
