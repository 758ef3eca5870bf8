package shopstream.app.outputs;

import java.io.IOException;
import java.util.List;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeProblem;
import shopstream.lake.RecommendationTable;
import shopstream.lake.StoreProblem;
import shopstream.lake.StoreTrial;
import shopstream.recommender.outputs.DeliveredLine;
import shopstream.recommender.outputs.DeliveredRecord.Recommended;
import shopstream.recommender.outputs.Delivery;
import shopstream.recommender.outputs.DeliveryTarget;

/** The lake's table of what was recommended to whom: each delivery is added once, however often it is sent. */
public final class DeliveredLake implements DeliveryTarget {
    private final LakeAddress address;
    private final Readiness readiness;

    /** Waits until the lake can be written. */
    @FunctionalInterface
    public interface Readiness {
        /** @throws IllegalStateException where it cannot */
        void await() throws InterruptedException;
    }

    public DeliveredLake(LakeAddress address, Readiness readiness) {
        this.address = address;
        this.readiness = readiness;
    }

    @Override
    public String words() {
        return "the lake's table " + RecommendationTable.NAME;
    }

    @Override
    public boolean keepsAll() {
        return true;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException, InterruptedException {
        readiness.await();
        try {
            // Iceberg would ask for more than a minute.
            StoreTrial.absence(address).ifPresent(absent -> {
                throw absent;
            });
            try (Lake lake = Lake.open(address)) {
                lake.recommendations()
                        .append(delivery.run(), delivery.moment(), taker -> delivery.each(line -> add(line, taker)));
            }
        } catch (RuntimeException failed) {
            LakeProblem problem = StoreProblem.in(failed).orElseThrow(() -> failed);
            throw new IOException(problem.getMessage() + " " + problem.nextStep(), failed);
        }
    }

    private static void add(DeliveredLine line, RecommendationTable.Taker taker) throws IOException {
        List<Recommended> recommended = line.recommended();
        for (int place = 0; place < recommended.size(); place++) {
            taker.take(new RecommendationTable.Row(
                    line.customer(),
                    place + 1,
                    recommended.get(place).product(),
                    recommended.get(place).score()));
        }
    }
}
