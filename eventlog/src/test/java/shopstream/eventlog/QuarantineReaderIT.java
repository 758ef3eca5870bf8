package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static shopstream.eventlog.Fixture.COMMITTED;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.row;
import static shopstream.eventlog.Fixture.streamed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import shopstream.contracts.Operation;

class QuarantineReaderIT extends LogOnABroker {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<SetAside> setAside = new ArrayList<>();
    private final List<String> superseded = new ArrayList<>();
    private final QuarantineListener listener = new QuarantineListener() {
        @Override
        public void setAside(SetAside record) {
            setAside.add(record);
        }

        @Override
        public void superseded(String dataset, String key) {
            superseded.add(dataset + " " + key);
        }
    };

    @Test
    void tellsWhatWasRejectedAndWhatIsCurrentAgain() {
        try (EventLog log = open();
                QuarantineReader reader = new QuarantineReader(address)) {
            log.append(row("items", 1, 10, streamed(1)));
            log.append(row("items", 1, -7, streamed(2)));
            log.append(row("others", 9, -1, streamed(3)));
            log.flush();
            long read = reader.from(0, LONG, listener);
            assertThat(read).isEqualTo(2).isEqualTo(reader.end());
            assertThat(setAside.get(0))
                    .isEqualTo(new SetAside(
                            0,
                            SOURCE,
                            "items",
                            "minimum",
                            "price",
                            "-7",
                            "{\"id\":1,\"price\":-7}",
                            Optional.of("{\"id\":1}"),
                            true,
                            "items",
                            COMMITTED,
                            setAside.get(0).setAside(),
                            Operation.UPDATE,
                            "test-items@1.0.0"));
            assertThat(setAside.get(1).dataset()).isEqualTo("others");
            assertThat(setAside.get(1).stale()).isFalse();
            log.append(row("items", 1, 12, streamed(4)));
            log.append(row("items", 2, -3, streamed(5)));
            log.flush();
            assertThat(reader.from(read, LONG, listener)).isEqualTo(4);
            assertThat(superseded).containsExactly("items {\"id\":1}");
            assertThat(setAside).extracting(SetAside::value).containsExactly("-7", "-1", "-3");
        }
    }

    @Test
    void findsThoseAtSomePlaces() {
        try (EventLog log = open();
                QuarantineReader reader = new QuarantineReader(address)) {
            for (int number = 0; number < 12_000; number++) {
                log.append(row("items", number, -1 - number, streamed(number)));
            }
            log.flush();
            TreeSet<Long> places = new TreeSet<>(List.of(0L, 1L, 5_999L, 11_998L, 11_999L, 12_000L, 99_999L));
            assertThat(reader.at(places))
                    .extracting(SetAside::place, SetAside::value)
                    .containsExactlyElementsOf(LongStream.of(0, 1, 5_999, 11_998, 11_999)
                            .mapToObj(place -> tuple(place, Long.toString(-1 - place)))
                            .toList());
        }
    }

    @Test
    void readsInPortionsWhereThereIsLittleTime() {
        try (EventLog log = open();
                QuarantineReader reader = new QuarantineReader(address)) {
            for (int number = 0; number < 12_000; number++) {
                log.append(row("items", number, -1, streamed(number)));
            }
            log.flush();
            long read = 0;
            int portions = 0;
            while (read < reader.end()) {
                read = reader.from(read, Duration.ofMillis(1), listener);
                portions++;
            }
            assertThat(portions).isGreaterThan(1);
            assertThat(setAside).hasSize(12_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void isEmptyInALogThatHasNone() {
        try (QuarantineReader reader = new QuarantineReader(address)) {
            assertThat(reader.end()).isZero();
            assertThat(reader.from(0, LONG, listener)).isZero();
            assertThat(reader.at(new TreeSet<>(List.of(3L)))).isEmpty();
        }
    }
}
