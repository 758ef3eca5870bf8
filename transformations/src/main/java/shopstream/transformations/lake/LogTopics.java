package shopstream.transformations.lake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import shopstream.eventlog.LogAddress;

/** Which topics a log has: one that is made anew under the name of another has another number. */
final class LogTopics {
    private LogTopics() {}

    /** By topic, its number; those that are not there are left out. */
    static Map<String, String> ids(LogAddress log, Collection<String> topics) {
        Map<String, String> ids = new TreeMap<>();
        try (Admin admin = Admin.create(log.client(Map.of()))) {
            Set<String> there = admin.listTopics().names().get();
            List<String> known = topics.stream().filter(there::contains).toList();
            admin.describeTopics(known)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The log does not say which topics it has: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for the log's topics", e);
        }
    }
}
