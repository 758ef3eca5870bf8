package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    private Path directory;

    private List<FileEvent> read(String name, String content) throws IOException {
        List<FileEvent> events = new ArrayList<>();
        new EventFile(Files.writeString(directory.resolve(name), content)).read(events::add);
        return events;
    }

    private static String text(FileEvent event) {
        return new String(event.json(), UTF_8);
    }

    @Test
    void everyLineIsAnEventAndKnowsWhereItStood() throws IOException {
        List<FileEvent> events = read("e.jsonl", "{\"messageId\":\"m\"}\n\n  {\"messageId\":\"n\"}\r\n");
        assertThat(events).extracting(FileEvent::line).containsExactly(1, 3);
        assertThat(events)
                .extracting(EventFileTest::text)
                .containsExactly("{\"messageId\":\"m\"}", "{\"messageId\":\"n\"}");
    }

    @Test
    void anEventWithoutANumberGetsTheSameOneEachTimeAndNoOtherEvents() throws IOException {
        String line = "{\"event\":\"Cart Viewed\"}\n";
        List<String> once =
                read("a.jsonl", line + line).stream().map(EventFileTest::text).toList();
        assertThat(once.get(0)).matches("\\{\"messageId\":\"import-[0-9a-f-]{36}\",\"event\":\"Cart Viewed\"}");
        assertThat(once.get(1)).isNotEqualTo(once.get(0));
        assertThat(read("b.jsonl", line + line + line))
                .extracting(EventFileTest::text)
                .startsWith(once.toArray(String[]::new));
        assertThat(text(read("c.jsonl", "{ }").get(0))).matches("\\{\"messageId\":\"import-.*\"}");
    }

    @Test
    void oneBadLineDoesNotEndTheFile() throws IOException {
        List<FileEvent> events =
                read("e.jsonl", "{\"a\":\n[]\n{} {}\n{\"a\":\"" + "x".repeat(40_000) + "\"}\n{\"messageId\":\"m\"}\n");
        assertThat(events).extracting(FileEvent::fault).satisfies(faults -> {
            assertThat(faults.get(0)).contains("not JSON");
            assertThat(faults.get(1)).contains("no JSON object");
            assertThat(faults.get(2)).contains("follows");
            assertThat(faults.get(3)).contains("more than 32 KB");
            assertThat(faults.get(4)).isNull();
        });
    }

    @Test
    void objectsOverSeveralLinesAreEventsToo() throws IOException {
        String pretty = "{\n  \"messageId\": \"m\",\n  \"price\": 1.50\n}\n";
        assertThat(read("e.json", pretty))
                .extracting(EventFileTest::text)
                .containsExactly("{\"messageId\":\"m\",\"price\":1.50}");
        List<FileEvent> list = read("list.json", "[\n" + pretty + ",\n" + pretty + ",\n17]");
        assertThat(list).extracting(FileEvent::line).containsExactly(2, 7, 12);
        assertThat(list.get(2).fault()).contains("no JSON object");
        List<FileEvent> broken = read("broken.json", pretty + "{\n \"a\": x");
        assertThat(broken).hasSize(2);
        assertThat(broken.get(1).line()).isEqualTo(6);
        assertThat(broken.get(1).fault()).contains("not JSON from here on");
    }

    @Test
    void theSessionRecordOfAShopThatStreamsThemIsOneEvent() throws IOException {
        Path record = Path.of("..", "..", "shared", "data", "lab", "kinesis_example_record.json");
        assumeTrue(Files.exists(record), "There is no " + record);
        List<FileEvent> events = new ArrayList<>();
        new EventFile(record).read(events::add);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(text(event)).contains("browse_history"));
    }

    @Test
    void rowsOfCsvBecomeEventsByTheNamesOfTheirColumns() throws IOException {
        List<FileEvent> events = read(
                "e.csv",
                "messageId,event,userId,product_id,context.page.url\nm1,Product Viewed,u1,\"P,\n1\",https://shop.example/\nm2,Cart Viewed,u1,,\n");
        assertThat(events).extracting(FileEvent::line).containsExactly(2, 4);
        assertThat(text(events.get(0)))
                .isEqualTo(
                        "{\"messageId\":\"m1\",\"event\":\"Product Viewed\",\"userId\":\"u1\","
                                + "\"properties\":{\"product_id\":\"P,\\n1\"},\"context\":{\"page\":{\"url\":\"https://shop.example/\"}}}");
        assertThat(text(events.get(1))).isEqualTo("{\"messageId\":\"m2\",\"event\":\"Cart Viewed\",\"userId\":\"u1\"}");
    }

    @Test
    void aRowWithFieldsTooManyIsNamedWithItsLine() throws IOException {
        List<FileEvent> events = read("e.csv", "messageId,event\nm1,Cart Viewed,more\nm2,Cart Viewed\n");
        assertThat(events.get(0).fault()).isEqualTo("The row has 3 fields, the header has 2.");
        assertThat(events.get(1).fault()).isNull();
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        Path file = directory.resolve("e.csv.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write("messageId\nm\n".getBytes(UTF_8));
        }
        List<FileEvent> events = new ArrayList<>();
        new EventFile(file).read(events::add);
        assertThat(events).extracting(EventFileTest::text).containsExactly("{\"messageId\":\"m\"}");
    }

    @Test
    void whatIsNotUtf8IsRefusedAndNotGuessed() throws IOException {
        Path file = Files.write(directory.resolve("e.jsonl"), new byte[] {'{', '"', (byte) 0xE4, '"', '}'});
        assertThatThrownBy(() -> new EventFile(file).read(event -> {})).hasMessageContaining("not text in UTF-8");
    }
}
