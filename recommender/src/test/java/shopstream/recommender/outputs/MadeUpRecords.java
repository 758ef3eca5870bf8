package shopstream.recommender.outputs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import shopstream.recommender.outputs.DeliveredRecord.Recommended;
import shopstream.recommender.outputs.DeliveredRecord.Similar;

/** Records of customers as a test says; each tells, by its score, for which time they were made up. */
final class MadeUpRecords implements DeliveryRun.Records {
    final List<String> customers = new ArrayList<>();
    private int made;

    MadeUpRecords(String... customers) {
        this.customers.addAll(List.of(customers));
    }

    @Override
    public void at(Instant now, Consumer<DeliveredRecord> into) {
        made++;
        customers.forEach(customer -> into.accept(of(customer, made)));
    }

    static DeliveredRecord of(String customer, int made) {
        return new DeliveredRecord(
                "visit",
                customer,
                CustomerDetails.NONE,
                List.of(),
                List.of(new Recommended("P1", made)),
                new Similar(Optional.empty(), List.of()));
    }
}
