package shopstream.transformations.profiles;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import shopstream.eventlog.profiles.Remembered;

/**
 * Folds steps into profiles, by id. Those that are at work are kept at hand; what has changed of them is stored and given out when a
 * checkpoint begins, or when they have to make room: a visitor who does twenty things in a few seconds is written once. So a
 * checkpoint holds all that was given out before it. Whoever begins from one goes through what came after it once more, and gives
 * out whole profiles again until they are as they were.
 *
 * <p>An operator of Flink's own kind, since functions do not hear that a checkpoint begins while they may still give something out.
 *
 * @param <P> the profiles
 */
abstract class Folding<P extends Remembered> extends AbstractStreamOperator<Step>
        implements OneInputStreamOperator<Step, Step>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;

    /** So many are kept at hand: some megabytes, which Java moves to and fro while they change. */
    private static final int AT_HAND = 5_000;

    /** So many of them make room at once. */
    private static final int MAKING_ROOM = AT_HAND / 10;

    private transient ValueState<byte[]> stored;
    private transient InternalTimerService<VoidNamespace> forgetting;
    private transient LinkedHashMap<String, AtHand<P>> atHand;

    /** By partition of the log, the offset behind the newest event that has come. */
    private transient Map<Integer, Long> come;

    /** What had come when the newest checkpoint began: only then nothing is on its way between the parts of the job. */
    private transient Map<Integer, Long> reached;

    /** A profile, and how it was when it was stored last. */
    private static final class AtHand<P> {
        private P profile;
        private P stored;
        private boolean isNew;

        private AtHand(P profile, boolean isNew) {
            this.profile = profile;
            this.stored = profile;
            this.isNew = isNew;
        }

        private boolean isChanged() {
            return profile != stored;
        }
    }

    Folding(StreamOperatorParameters<Step> parameters) {
        super(parameters);
    }

    /** What a profile becomes by a step; itself where that changes nothing. */
    abstract P fold(P profile, Step step);

    abstract P unknown();

    abstract P read(byte[] bytes);

    abstract byte[] bytes(P profile);

    /**
     * Gives out what others have to know of a profile that has changed.
     *
     * @param reached by partition of the events, the offset before which all that there is of it is in it
     */
    abstract void give(String id, P before, P now, Map<Integer, Long> reached);

    /** Gives out that a profile is forgotten. */
    abstract void giveForgotten(String id);

    final void give(Step step) {
        output.collect(new StreamRecord<>(step));
    }

    @Override
    public void open() throws Exception {
        super.open();
        stored = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("profile", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        forgetting = getInternalTimerService("forgetting", VoidNamespaceSerializer.INSTANCE, this);
        atHand = new LinkedHashMap<>(2 * AT_HAND, 0.75f, true);
        come = new TreeMap<>();
        reached = Map.of();
    }

    @Override
    public void processElement(StreamRecord<Step> element) throws Exception {
        Step step = element.getValue();
        if (step.partition != Step.NO_PARTITION) {
            come.put(step.partition, step.offset + 1);
        }
        AtHand<P> known = known(step.id);
        known.profile = fold(known.profile, step);
        if (atHand.size() > AT_HAND) {
            makeRoom();
        }
    }

    private AtHand<P> known(String id) throws Exception {
        AtHand<P> known = atHand.get(id);
        if (known == null) {
            setCurrentKey(id);
            byte[] bytes = stored.value();
            known = new AtHand<>(bytes == null ? unknown() : read(bytes), bytes == null);
            atHand.put(id, known);
        }
        return known;
    }

    private void makeRoom() throws Exception {
        Iterator<Map.Entry<String, AtHand<P>>> longestUnused = atHand.entrySet().iterator();
        for (int i = 0; i < MAKING_ROOM; i++) {
            Map.Entry<String, AtHand<P>> next = longestUnused.next();
            store(next.getKey(), next.getValue());
            longestUnused.remove();
        }
    }

    private void store(String id, AtHand<P> known) throws Exception {
        if (!known.isChanged()) {
            return;
        }
        setCurrentKey(id);
        stored.update(bytes(known.profile));
        if (known.isNew) {
            forgetting.registerProcessingTimeTimer(VoidNamespace.INSTANCE, known.profile.forgottenAt());
        }
        give(id, known.stored, known.profile, reached);
        known.isNew = false;
        known.stored = known.profile;
    }

    private void storeAll() throws Exception {
        reached = new TreeMap<>(come);
        for (Map.Entry<String, AtHand<P>> each : atHand.entrySet()) {
            store(each.getKey(), each.getValue());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        storeAll();
    }

    @Override
    public void finish() throws Exception {
        storeAll();
        super.finish();
    }

    /** A profile has one timer, which is set anew where something has happened since. */
    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        AtHand<P> known = known(timer.getKey());
        setCurrentKey(timer.getKey());
        long at = known.profile.forgottenAt();
        if (at > forgetting.currentProcessingTime()) {
            forgetting.registerProcessingTimeTimer(VoidNamespace.INSTANCE, at);
        } else {
            stored.clear();
            atHand.remove(timer.getKey());
            giveForgotten(timer.getKey());
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("Nothing is to be done by the time of events");
    }
}
