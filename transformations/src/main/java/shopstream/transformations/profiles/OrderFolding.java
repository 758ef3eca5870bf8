package shopstream.transformations.profiles;

import java.util.Map;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import shopstream.eventlog.profiles.Order;
import shopstream.eventlog.profiles.ProfileBytes;
import shopstream.transformations.profiles.Step.Kind;

/** Lays orders beside the events that tell of them, and tells browsers whose they turned out to be. */
final class OrderFolding extends Folding<Order> {
    private static final long serialVersionUID = 1;

    OrderFolding(StreamOperatorParameters<Step> parameters) {
        super(parameters);
    }

    @Override
    Order fold(Order order, Step step) {
        return step.is(Kind.SOLD)
                ? order.with(ProfileBytes.sale(step.content))
                : order.with(ProfileBytes.taken(step.content).event());
    }

    @Override
    Order unknown() {
        return Order.UNKNOWN;
    }

    @Override
    Order read(byte[] bytes) {
        return ProfileBytes.order(bytes);
    }

    @Override
    byte[] bytes(Order order) {
        return ProfileBytes.of(order);
    }

    @Override
    void give(String id, Order before, Order now, Map<Integer, Long> reached) {
        now.joinedSince(before)
                .forEach(joined -> give(new Step(Kind.JOINED, joined.browser(), ProfileBytes.of(joined.join()))));
    }

    /** Whose a browser turned out to be is kept by the browser. */
    @Override
    void giveForgotten(String id) {}
}
