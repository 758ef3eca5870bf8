package shopstream.transformations.profiles;

import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes a folding where it is to run. */
final class FoldingFactory extends AbstractStreamOperatorFactory<Step>
        implements OneInputStreamOperatorFactory<Step, Step> {
    private static final long serialVersionUID = 1;

    private final Class<? extends Folding<?>> folding;
    private final Making making;

    /** The constructor of a folding. */
    interface Making extends Serializable {
        Folding<?> make(StreamOperatorParameters<Step> parameters);
    }

    FoldingFactory(Class<? extends Folding<?>> folding, Making making) {
        this.folding = folding;
        this.making = making;
    }

    @Override
    @SuppressWarnings("unchecked") // whoever asks says what it wants, and it is that
    public <T extends StreamOperator<Step>> T createStreamOperator(StreamOperatorParameters<Step> parameters) {
        return (T) making.make(parameters);
    }

    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return folding;
    }
}
