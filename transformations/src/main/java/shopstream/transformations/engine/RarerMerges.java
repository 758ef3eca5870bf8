package shopstream.transformations.engine;

import java.util.Collection;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.state.rocksdb.ConfigurableRocksDBOptionsFactory;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/** Lets more of the small files that checkpoints make lie side by side before RocksDB merges them; Flink has no option for it. */
public final class RarerMerges implements ConfigurableRocksDBOptionsFactory {
    private static final long serialVersionUID = 1;

    /** RocksDB's own is 4. A look-up asks each of them, mostly in memory. */
    private static final int FILES = 10;

    @Override
    public RocksDBOptionsFactory configure(ReadableConfig configuration) {
        return this;
    }

    @Override
    public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> toClose) {
        return options;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions options, Collection<AutoCloseable> toClose) {
        return options.setLevel0FileNumCompactionTrigger(FILES);
    }
}
