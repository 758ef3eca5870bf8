package shopstream.warehouse;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import shopstream.warehouse.questions.Answer;
import shopstream.warehouse.questions.Crowd;
import shopstream.warehouse.questions.Question;
import shopstream.warehouse.questions.RecentAnswers;
import shopstream.warehouse.questions.SharedClaim;
import shopstream.warehouse.store.Database;

/** Answers computed once for all who ask the same at once; where many ask, those of the last second. */
final class SharedAnswers {

    private final Database database;
    private final LongSupplier version;
    private final Crowd crowd = new Crowd(System::nanoTime);
    private final RecentAnswers recent;
    private final Map<String, SharedClaim> claims = new ConcurrentHashMap<>();

    /**
     * @param version of the numbers as they are now
     * @param renewing where answers are computed that are to be given next
     */
    SharedAnswers(Database database, LongSupplier version, Executor renewing) {
        this.database = database;
        this.version = version;
        this.recent = new RecentAnswers(renewing, System::nanoTime);
    }

    /** The answer, which never says that it is less complete than one before it to whatever question. */
    Answer answer(Question question, Supplier<Answer> newest, Supplier<Optional<Instant>> completeTo) {
        boolean crowded = crowded();
        long begun = System.nanoTime();
        SharedClaim claim =
                claims.computeIfAbsent(question.dashboard().name(), first -> new SharedClaim(System::nanoTime));
        Answer answer = recent.of(question, crowded, version.getAsLong(), newest, claim::allows);
        return claim.given(answer, crowded, begun, completeTo.get());
    }

    /** @param question equal for those who are given equal answers, which are all of type {@code T} */
    <T> T of(Object question, Supplier<T> newest) {
        return recent.of(question, crowded(), version.getAsLong(), newest, answer -> true);
    }

    private boolean crowded() {
        return crowd.joined() || database.crowded();
    }
}
