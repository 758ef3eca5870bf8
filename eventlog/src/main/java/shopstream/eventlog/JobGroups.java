package shopstream.eventlog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * What the jobs of marts have said of how far they have read. A job that begins from nothing under a name that was used
 * before must not be taken for that far already.
 */
public final class JobGroups {
    private JobGroups() {}

    /** Forgets what was said under all names but these; those that nobody used are passed over. */
    public static void forgetAllBut(LogAddress log, Collection<String> kept) {
        forget(log, log.prefix() + ".model.", kept);
    }

    /** Forgets what the job that folds profiles has said. */
    public static void forgetProfiles(LogAddress log) {
        forget(log, log.names().everyProfilesGroup(), List.of());
    }

    /** Forgets what the job that folds profiles has said, by whatever version of the fold but this one. */
    public static void forgetProfilesBut(LogAddress log, int fold) {
        forget(log, log.names().everyProfilesGroup(), List.of(log.names().profilesGroup(fold)));
    }

    private static void forget(LogAddress log, String every, Collection<String> kept) {
        try (Admin admin = Admin.create(log.client(Map.of("enable.metrics.push", "false")))) {
            List<String> left = admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .filter(group -> group.startsWith(every) && !kept.contains(group))
                    .toList();
            forget(admin, left);
        } catch (ExecutionException failed) {
            throw silent(log, failed.getCause());
        } catch (InterruptedException stopped) {
            throw Topics.interrupted(stopped);
        }
    }

    /** Forgets what was said under one name; nobody may use it any more. */
    public static void forget(LogAddress log, String group) {
        try (Admin admin = Admin.create(log.client(Map.of("enable.metrics.push", "false")))) {
            forget(admin, List.of(group));
        } catch (ExecutionException failed) {
            throw silent(log, failed.getCause());
        } catch (InterruptedException stopped) {
            throw Topics.interrupted(stopped);
        }
    }

    private static void forget(Admin admin, Collection<String> groups) throws ExecutionException, InterruptedException {
        for (String group : groups) {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof GroupIdNotFoundException)) {
                    throw failed;
                }
            }
        }
    }

    private static LogFailure silent(LogAddress log, Throwable cause) {
        return new LogFailure(
                "The log at " + log.bootstrapServers() + " does not forget how far a job has read: "
                        + cause.getMessage() + ". Check that it runs and can be reached.",
                cause);
    }
}
