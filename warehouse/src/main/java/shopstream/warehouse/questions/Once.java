package shopstream.warehouse.questions;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Results that hold as long as the version is the same, each computed once, however many ask for it at a time. */
final class Once {

    private static final int KEPT = 2_000;

    private record Results(long version, ConcurrentHashMap<Object, CompletableFuture<Object>> byKey) {}

    private volatile Results results = new Results(Long.MIN_VALUE, new ConcurrentHashMap<>());

    /** The result for this key at this version, from the computation of whoever asked first. */
    @SuppressWarnings("unchecked")
    <T> T get(long version, Object key, Supplier<T> computation) {
        var byKey = at(version);
        var own = new CompletableFuture<Object>();
        CompletableFuture<Object> others = byKey.putIfAbsent(key, own);
        if (others == null) {
            try {
                own.complete(computation.get());
            } catch (RuntimeException e) {
                byKey.remove(key, own);
                own.completeExceptionally(e);
                throw e;
            }
            return (T) own.join();
        }
        try {
            return (T) others.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private synchronized ConcurrentHashMap<Object, CompletableFuture<Object>> at(long version) {
        if (version > results.version() || results.byKey().size() > KEPT) {
            results = new Results(Math.max(version, results.version()), new ConcurrentHashMap<>());
        }
        return results.byKey();
    }
}
