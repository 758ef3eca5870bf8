package shopstream.recommender.outputs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import shopstream.recommender.answers.Answer;
import shopstream.recommender.answers.Embeddings;
import shopstream.recommender.answers.LearnedVectors;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.answers.Request;
import shopstream.recommender.outputs.DeliveredRecord.Near;
import shopstream.recommender.outputs.DeliveredRecord.Recommended;
import shopstream.recommender.outputs.DeliveredRecord.Similar;

/** What each active customer would be answered now, who asked for no spot in particular. None of it counts as an answer given. */
public final class CurrentRecommendations implements DeliveryRun.Records {
    /** Nobody waits: a busy machine is no reason to deliver less than what is personal. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Recommender recommender;
    private final Embeddings embeddings;
    private final ActiveCustomers active;
    private final Function<Set<String>, Map<String, CustomerDetails>> details;
    private final int products;

    /**
     * @param details of customers, by their ids; of whom nothing is known is left out
     * @param products how many each customer is recommended, and how many are like what they looked at
     */
    public CurrentRecommendations(
            Recommender recommender,
            Embeddings embeddings,
            ActiveCustomers active,
            Function<Set<String>, Map<String, CustomerDetails>> details,
            int products) {
        this.recommender = recommender;
        this.embeddings = embeddings;
        this.active = active;
        this.details = details;
        this.products = products;
    }

    @Override
    public void at(Instant now, Consumer<DeliveredRecord> into) throws InterruptedException {
        List<String> customers = active.at(now);
        Map<String, CustomerDetails> known = details.apply(new HashSet<>(customers));
        Optional<LearnedVectors> vectors = embeddings.now();
        for (String customer : customers) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while recommendations were worked out");
            }
            into.accept(record(customer, known.getOrDefault(customer, CustomerDetails.NONE), vectors, now));
        }
    }

    private DeliveredRecord record(
            String customer, CustomerDetails known, Optional<LearnedVectors> vectors, Instant now) {
        LastVisit visit = LastVisit.of(customer, recommender.shop().visitors().ofUser(customer), now);
        Request request = new Request(
                Optional.of(customer), Optional.empty(), List.of(), Optional.empty(), products, PATIENCE, now);
        Answer answer = recommender.preview(request).answer();
        return new DeliveredRecord(
                visit.session(),
                customer,
                known,
                visit.browsed(),
                answer.items().stream()
                        .map(item -> new Recommended(item.product().id(), item.score()))
                        .toList(),
                similar(visit.interest(), vectors));
    }

    /** As {@code /items_from_item} answers. */
    private Similar similar(Optional<String> product, Optional<LearnedVectors> vectors) {
        List<Near> near = product.flatMap(id -> vectors.map(learned -> learned.near(id, products))).stream()
                .flatMap(List::stream)
                .map(each -> new Near(each.product().id(), 1 - each.score()))
                .toList();
        return new Similar(product, near);
    }
}
