package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class EventContractFilesTest {
    private static final String CONTRACT = """
            apiVersion: v3.1.0
            kind: DataContract
            id: clicks
            version: 1.2.0
            status: active
            slaProperties:
              - {property: retention, value: 30, unit: d}
            schema:
              - name: clicks
                logicalType: object
                physicalType: stream
                customProperties:
                  - {property: key, value: [visitor]}
                  - {property: customEvents, value: accepted}
                  - {property: partitions, value: 6}
                  - property: knownEvents
                    value:
                      - {name: Seen, aliases: [seen_it], requires: [what | which]}
                properties:
                  - {name: event, logicalType: string}
                  - {name: visitor, logicalType: string}
                  - name: properties
                    logicalType: object
                    properties:
                      - {name: what, logicalType: string, customProperties: [{property: aliases, value: [thing]}]}
                      - {name: which, logicalType: integer}
            """;

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private List<EventContract> read(String yaml) throws IOException {
        Files.writeString(directory.resolve("clicks.yaml"), yaml);
        return EventContractFiles.read(directory, problems);
    }

    private String problem(String yaml) throws IOException {
        assertThat(read(yaml)).isEmpty();
        return problems.all().stream().map(Problem::toString).reduce("", (one, other) -> one + "\n" + other);
    }

    @Test
    void aStreamsContractIsRead() throws IOException {
        EventContract contract = read(CONTRACT).get(0);

        assertThat(problems.all()).isEmpty();
        assertThat(contract.versionedId()).isEqualTo("clicks@1.2.0");
        assertThat(contract.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(contract.partitions()).hasValue(6);
        assertThat(contract.customEvents()).isTrue();
        assertThat(contract.key()).containsExactly("visitor");
        assertThat(contract.kinds())
                .containsExactly(new EventKind("Seen", List.of("seen_it"), List.of(List.of("what", "which"))));
        assertThat(((EventField.Group) contract.fields().get(2)).fields().get(0).aliases())
                .containsExactly("thing");
    }

    @Test
    void thoseWhoReadTablesPassItOver() throws IOException {
        read(CONTRACT);
        assertThat(ContractFiles.read(directory, problems)).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void misspeltKeysAreNamedWithTheirLine() throws IOException {
        assertThat(problem(CONTRACT.replace("requires:", "require:")))
                .contains("clicks.yaml:18", "`require` is not known", "requires");
        assertThat(problem(CONTRACT.replace("property: customEvents", "property: customEvent")))
                .contains("customEvent");
        assertThat(problem(CONTRACT.replace("logicalType: integer", "logicalTyp: integer")))
                .contains("logicalTyp");
    }

    @Test
    void whatAnEventRequiresHasToBeInTheContract() throws IOException {
        assertThat(problem(CONTRACT.replace("what | which", "what | wich")))
                .contains("`wich`, which the contract does not have");
    }

    @Test
    void aNameStandsForOneThing() throws IOException {
        assertThat(problem(CONTRACT.replace("[thing]", "[thing, which]"))).contains("`which` stands for two fields");
        assertThat(problem(CONTRACT.replace("[seen_it]", "[seen_it, Seen]"))).contains("`Seen` stands for two events");
    }

    @Test
    void whoseAnEventIsHasToBeSaid() throws IOException {
        assertThat(problem(CONTRACT.replace("[visitor]", "[visitr]"))).contains("whose its events are");
    }

    @Test
    void howLongEventsAreKeptHasToBeReadable() throws IOException {
        assertThat(problem(CONTRACT.replace("value: 30, unit: d", "value: 30, unit: fortnights")))
                .contains("How long events are kept");
    }
}
