package shopstream.transformations.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import shopstream.transformations.model.Mart;

/**
 * Tells whether a job may go on from another's state and topic: the optimised plan (which has the views and the seeds
 * inlined), the types it reads and writes, and what else shapes the state. Comments and layout are not in it.
 */
final class Fingerprint {
    private static final int HEX_DIGITS = 12;
    private static final String PLAN = "== Optimized Execution Plan ==";

    /** Of Flink, the part that counts: state is not promised to outlive a minor version. */
    static final String ENGINE = String.join(
            ".",
            Stream.of(EnvironmentInformation.getVersion().split("\\.")).limit(2).toList());

    private Fingerprint() {}

    /** @param engine the version of Flink that the job runs on */
    static String of(Mart mart, String explanation, Collection<SourceTable> inputs, String engine) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(text(mart, explanation, inputs, engine).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Everything that is in the fingerprint, as it goes in. */
    static String text(Mart mart, String explanation, Collection<SourceTable> inputs, String engine) {
        StringBuilder text = new StringBuilder(executionPlan(explanation)).append('\n');
        inputs.stream()
                .map(input -> input.dataset() + input.columns())
                .sorted()
                .forEach(schema -> text.append(schema).append('\n'));
        text.append(MartSchema.of(mart)).append('\n').append(mart.parallelism()).append('\n');
        text.append(PlannerOptions.text()).append('\n').append(engine);
        return text.toString();
    }

    static String executionPlan(String explanation) {
        return explanation.substring(explanation.indexOf(PLAN) + PLAN.length()).strip();
    }
}
