package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RightOfWayTest {
    private final LogAddress log = new LogAddress("localhost:9092", Map.of(), "way", (short) 1);
    private final RightOfWay way = RightOfWay.of(log);

    @AfterEach
    void goOn() {
        way.take(false);
    }

    private static ConsumerRecords<byte[], byte[]> records() {
        return new ConsumerRecords<>(
                Map.of(
                        new TopicPartition("sales", 0),
                        List.of(new ConsumerRecord<>("sales", 0, 7, new byte[0], new byte[0]))),
                Map.of());
    }

    @Test
    void whoWaitsGoesOnWhenNobodyIsLateAnyMore() {
        RightOfWay.Waiter waiter = way.waiter();

        assertThat(waiter.mayGo()).isTrue();
        way.take(true);
        assertThat(waiter.mayGo()).isFalse();
        way.take(false);
        assertThat(waiter.mayGo()).isTrue();
    }

    @Test
    void aConsumerOfTheSameLogWaits() throws Exception {
        GivesWay interceptor = new GivesWay();
        interceptor.configure(GivesWay.settings(log));
        way.take(true);

        CompletableFuture<ConsumerRecords<byte[], byte[]>> read =
                CompletableFuture.supplyAsync(() -> interceptor.onConsume(records()));

        Assertions.assertThatThrownBy(() -> read.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        way.take(false);
        assertThat(read.get(10, TimeUnit.SECONDS).count()).isEqualTo(1);
    }

    @Test
    void aConsumerOfAnotherLogDoesNot() {
        GivesWay interceptor = new GivesWay();
        interceptor.configure(GivesWay.settings(new LogAddress("localhost:9092", Map.of(), "other", (short) 1)));
        way.take(true);

        assertThat(interceptor.onConsume(records()).count()).isEqualTo(1);
    }
}
