package shopstream.transformations.events;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import shopstream.transformations.model.EventColumns;

/**
 * Lets a row through when it is told first, and not when it is told again within a day of that, by the times at which both were
 * taken in. What was told longer ago is forgotten.
 */
final class FirstTelling extends KeyedProcessFunction<String, RowData, RowData> {
    private static final long serialVersionUID = 1;

    static final Duration REMEMBERED = Duration.ofHours(24);

    private static final int MICROSECONDS = 6;

    private final int received;
    private transient ValueState<Long> first;

    FirstTelling(RowType columns) {
        this.received = columns.getFieldIndex(EventColumns.RECEIVED);
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Long> told = new ValueStateDescriptor<>("first told", Types.LONG);
        told.enableTimeToLive(StateTtlConfig.newBuilder(REMEMBERED).build());
        first = getRuntimeContext().getState(told);
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) throws Exception {
        long now = row.getTimestamp(received, MICROSECONDS).getMillisecond();
        Long before = first.value();
        if (isFirst(before, now)) {
            first.update(now);
            out.collect(row);
        }
    }

    /** @param before when it was told, in milliseconds, if it is known to have been */
    static boolean isFirst(Long before, long now) {
        return before == null || now - before > REMEMBERED.toMillis();
    }
}
