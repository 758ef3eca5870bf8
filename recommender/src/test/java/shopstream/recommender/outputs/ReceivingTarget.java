package shopstream.recommender.outputs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A target in memory, which keeps deliveries by what they are called, and can be away. */
final class ReceivingTarget implements DeliveryTarget {
    final Map<String, List<String>> received = new TreeMap<>();
    final Map<String, List<String>> gone = new TreeMap<>();
    final List<String> order = new ArrayList<>();
    boolean isAway;

    private final boolean keepsAll;

    ReceivingTarget(boolean keepsAll) {
        this.keepsAll = keepsAll;
    }

    @Override
    public String words() {
        return keepsAll ? "the archive" : "the board";
    }

    @Override
    public boolean keepsAll() {
        return keepsAll;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        if (isAway) {
            throw new IOException("nobody answers.");
        }
        List<String> lines = new ArrayList<>();
        delivery.each(line -> lines.add(line.text()));
        received.put(delivery.run(), lines);
        gone.put(delivery.run(), delivery.gone());
        order.add(delivery.run());
    }
}
