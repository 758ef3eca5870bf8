package shopstream.transformations.flink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.LogAddress;

/** Transactions of jobs that no longer run. Left open, they would hold every reader of their topics for days. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private Leftovers() {}

    /** Aborts what models have left open, except under the prefixes of jobs that run: those tidy up on their own. */
    static void abort(LogAddress log, Collection<String> running) {
        String models = log.names().jobGroup("", "").replaceFirst("\\.+$", ".");
        try (Admin admin = Admin.create(log.client(Map.of()))) {
            List<String> left = admin.listTransactions().all().get().stream()
                    .filter(found -> found.state() == TransactionState.ONGOING)
                    .map(TransactionListing::transactionalId)
                    .filter(id ->
                            id.startsWith(models) && running.stream().noneMatch(prefix -> id.startsWith(prefix + "-")))
                    .toList();
            if (!left.isEmpty()) {
                LOG.info("Aborting {} transactions that dropped or changed models have left open", left.size());
                admin.fenceProducers(left).all().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot abort the transactions of dropped models: "
                            + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
