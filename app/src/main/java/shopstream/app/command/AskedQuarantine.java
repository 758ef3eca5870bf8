package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import shopstream.app.DataDirectory;
import shopstream.app.Refusal;
import shopstream.app.StoppedLog;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.QuarantineReader;
import shopstream.operations.quarantine.Disclosure;
import shopstream.operations.quarantine.QuarantineBook;
import shopstream.operations.quarantine.QuarantineBook.Wanted;
import shopstream.operations.quarantine.QuarantineJson;

/** The quarantine of a data directory, over the API of the program that runs on it, or from its log where none does. */
sealed interface AskedQuarantine extends AutoCloseable permits AskedQuarantine.Running, AskedQuarantine.Stopped {
    /** By cause, as {@link QuarantineJson} tells it; all of it. */
    JsonNode standing(Wanted wanted);

    /** The newest records. */
    JsonNode records(Wanted wanted, int most);

    /** All of one record. @throws Refusal where none was set aside at that place */
    JsonNode record(long place);

    @Override
    void close();

    /** @param shop the folder whose contracts say what is personal; only read where no program runs */
    static AskedQuarantine on(Path data, Path shop) {
        Optional<URI> address = DataDirectory.runningAt(data);
        if (address.isPresent()) {
            return new Running(new RunningProgram(
                    address.get(), "./shopstream quarantine list --records shows which records there are."));
        }
        Problems problems = new Problems();
        List<Contract> contracts = ContractFiles.read(shop.resolve("contracts"), problems);
        problems.orThrow();
        StoppedLog log = StoppedLog.open(data);
        return new Stopped(
                log, new QuarantineBook(() -> new QuarantineReader(log.address()), Disclosure.of(contracts)));
    }

    /** The program that runs, over its API. */
    record Running(RunningProgram program) implements AskedQuarantine {
        @Override
        public JsonNode standing(Wanted wanted) {
            JsonNode standing = program.get("/api/quarantine" + query(wanted));
            while (!standing.get("complete").asBoolean()) {
                standing = program.get("/api/quarantine" + query(wanted));
            }
            return standing;
        }

        @Override
        public JsonNode records(Wanted wanted, int most) {
            standing(wanted);
            String query = query(wanted);
            return program.get("/api/quarantine/records" + query + (query.isEmpty() ? "?" : "&") + "n=" + most);
        }

        @Override
        public JsonNode record(long place) {
            return program.get("/api/quarantine/records/" + place);
        }

        private static String query(Wanted wanted) {
            StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
            wanted.dataset().ifPresent(name -> query.add("dataset=" + encoded(name)));
            wanted.rule().ifPresent(name -> query.add("rule=" + encoded(name)));
            wanted.column().ifPresent(name -> query.add("column=" + encoded(name)));
            return query.toString();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {}
    }

    /** The log as the program left it. */
    record Stopped(StoppedLog log, QuarantineBook book) implements AskedQuarantine {
        @Override
        public JsonNode standing(Wanted wanted) {
            QuarantineBook.Standing standing = book.standing(wanted);
            while (!standing.isComplete()) {
                standing = book.standing(wanted);
            }
            return QuarantineJson.of(standing);
        }

        @Override
        public JsonNode records(Wanted wanted, int most) {
            standing(wanted);
            return QuarantineJson.of(book.records(wanted, Long.MAX_VALUE, most), book.disclosure());
        }

        @Override
        public JsonNode record(long place) {
            return book.record(place)
                    .map(record -> QuarantineJson.of(record, book.disclosure()))
                    .orElseThrow(() -> new Refusal(
                            "Nothing was set aside at the place " + place + ".",
                            "./shopstream quarantine list --records shows which records there are."));
        }

        @Override
        public void close() {
            book.close();
            log.close();
        }
    }
}
