package shopstream.recommender.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryRunTest {
    private static final Instant FOUR = Instant.parse("2026-11-30T16:10:00.250Z");

    @TempDir
    Path directory;

    private final MadeUpRecords records = new MadeUpRecords("7", "8");
    private final ReceivingTarget board = new ReceivingTarget(false);
    private final ReceivingTarget archive = new ReceivingTarget(true);
    private final List<String> said = new ArrayList<>();

    private OpenDeliveries open() {
        return new OpenDeliveries(directory);
    }

    private long run(Instant now) throws InterruptedException {
        return new DeliveryRun(open(), records, List.of(board, archive), Clock.fixed(now, ZoneOffset.UTC))
                .run(said::add);
    }

    private static String line(String customer, int made) {
        return MadeUpRecords.of(customer, made).line();
    }

    @Test
    void everybodyGetsTheSameUnderTheNameOfItsMoment() throws InterruptedException {
        assertThat(run(FOUR)).isEqualTo(2);
        assertThat(board.received).containsOnlyKeys("20261130T161000250Z");
        assertThat(board.received.get("20261130T161000250Z")).containsExactly(line("7", 1), line("8", 1));
        assertThat(archive.received).isEqualTo(board.received);
        assertThat(open().all()).isEmpty();
        assertThat(said).containsExactly("To the board: 2 customers", "To the archive: 2 customers");
    }

    @Test
    void whoseTurnCameIsServedThoughAnotherIsAwayAndWithinTheHourTheSameIsSentAgain() throws InterruptedException {
        archive.isAway = true;
        assertThatThrownBy(() -> run(FOUR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("To the archive: nobody answers. What was made up is kept, and sent by the next attempt.");
        assertThat(board.received).hasSize(1);
        assertThat(open().all()).extracting(Delivery::moment).containsExactly(FOUR);

        archive.isAway = false;
        records.customers.add("9");
        assertThat(run(FOUR.plus(Duration.ofMinutes(40)))).isEqualTo(2);

        assertThat(archive.received).isEqualTo(board.received).hasSize(1);
        assertThat(archive.received.get("20261130T161000250Z")).containsExactly(line("7", 1), line("8", 1));
        assertThat(said).contains("Going on with the delivery 20261130T161000250Z, which was not with everybody");
        assertThat(open().all()).isEmpty();
    }

    @Test
    void laterOnlyWhoKeepsAllGetsWhatIsOldAndEverybodyWhatIsNew() throws InterruptedException {
        archive.isAway = true;
        assertThatThrownBy(() -> run(FOUR)).hasMessageContaining("the archive");
        archive.isAway = false;
        records.customers.remove("8");

        assertThat(run(FOUR.plus(Duration.ofMinutes(60)))).isEqualTo(1);

        assertThat(board.order).containsExactly("20261130T161000250Z", "20261130T171000250Z");
        assertThat(archive.received).isEqualTo(board.received);
        assertThat(said).contains("Made up for the delivery 20261130T161000250Z, which was not with everybody");
        assertThat(open().all()).isEmpty();
    }

    @Test
    void whoIsNoLongerActiveIsNamedOnceWhateverWasLeftOpen() throws InterruptedException {
        run(FOUR);
        records.customers.remove("7");
        board.isAway = true;
        archive.isAway = true;
        assertThatThrownBy(() -> run(FOUR.plus(Duration.ofHours(1)))).isInstanceOf(IllegalStateException.class);
        board.isAway = false;
        archive.isAway = false;
        records.customers.set(0, "9");
        run(FOUR.plus(Duration.ofHours(2)));
        run(FOUR.plus(Duration.ofHours(3)));

        assertThat(board.gone.get("20261130T161000250Z")).isEmpty();
        assertThat(board.gone.get("20261130T181000250Z"))
                .as("7 was with everybody, and 8 may have got half of the delivery between")
                .containsExactly("7", "8");
        assertThat(board.gone.get("20261130T191000250Z")).isEmpty();
    }

    @Test
    void whatCannotBeSentForTwoDaysIsGivenUpTheOldestFirst() throws InterruptedException {
        archive.isAway = true;
        for (int hour = 0; hour < DeliveryRun.MOST_OPEN + 2; hour++) {
            Instant now = FOUR.plus(Duration.ofHours(hour));
            assertThatThrownBy(() -> run(now)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(open().all())
                .hasSize(DeliveryRun.MOST_OPEN)
                .first()
                .extracting(Delivery::moment)
                .isEqualTo(FOUR.plus(Duration.ofHours(2)));
        assertThat(said).contains("The delivery 20261130T161000250Z is given up: 48 wait already");
        assertThat(board.order).hasSize(DeliveryRun.MOST_OPEN + 2);
    }

    @Test
    void whatDiedWhileItWasWrittenDownIsNoDelivery() throws InterruptedException, IOException {
        Path dead = directory.resolve("open").resolve("20261130T160900000Z.unfinished");
        Files.createDirectories(dead);
        Files.writeString(dead.resolve(Delivery.RECORDS), line("7", 9) + "\n{\"half");
        assertThat(open().all()).isEmpty();
        run(FOUR);
        assertThat(dead).doesNotExist();
        assertThat(board.received).containsOnlyKeys("20261130T161000250Z");
    }

    @Test
    void aRunThatIsStoppedStopsAndIsGoneOnWith() throws InterruptedException {
        DeliveryTarget stopped = new DeliveryTarget() {
            @Override
            public String words() {
                return "somebody slow";
            }

            @Override
            public boolean keepsAll() {
                return true;
            }

            @Override
            public void deliver(Delivery delivery) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("a library's own way to say it");
            }
        };
        DeliveryRun run =
                new DeliveryRun(open(), records, List.of(stopped, archive), Clock.fixed(FOUR, ZoneOffset.UTC));
        assertThatThrownBy(() -> run.run(said::add)).isInstanceOf(InterruptedException.class);
        assertThat(archive.received).isEmpty();
        run(FOUR);
        assertThat(archive.received).containsOnlyKeys("20261130T161000250Z");
    }

    @Test
    void whereNobodyIsActiveThatIsDeliveredToo() throws InterruptedException {
        run(FOUR);
        records.customers.clear();
        assertThat(run(FOUR.plus(Duration.ofHours(1)))).isZero();
        assertThat(board.received.get("20261130T171000250Z")).isEmpty();
        assertThat(board.gone.get("20261130T171000250Z")).containsExactly("7", "8");
    }
}
