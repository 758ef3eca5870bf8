package shopstream.lake;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import shopstream.contracts.Contract;

/** The tables of a lake. For use by several threads. */
public final class Lake implements AutoCloseable {
    /** What the histories of datasets are below. */
    static final Namespace HISTORY = Namespace.of("history");

    /** What that is below that was given out, and is no dataset's history. */
    static final Namespace OUTPUTS = Namespace.of("outputs");

    private static final TableIdentifier RECOMMENDATIONS = TableIdentifier.of(OUTPUTS, RecommendationTable.NAME);

    private final LakeAddress address;
    private final Catalog catalog;
    private final LocalCopies copies;

    private Lake(LakeAddress address, Catalog catalog) {
        this.address = address;
        this.catalog = catalog;
        this.copies = address.localCopies();
    }

    /** Opens the lake, which is made where there is none. */
    public static Lake open(LakeAddress address) {
        Lake lake = new Lake(address, address.open());
        lake.require(HISTORY);
        return lake;
    }

    private void require(Namespace namespace) {
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(namespace)) {
            namespaces.createNamespace(namespace);
        }
    }

    /** The name under which the catalog knows a dataset's history. */
    public static TableIdentifier history(String dataset) {
        return TableIdentifier.of(HISTORY, dataset);
    }

    /**
     * The history of a dataset whose contract marks it for the lake: made where it is missing, given what columns the
     * contract has beyond it, and divided as the contract now says. Nothing that was written is rewritten.
     *
     * @throws LakeProblem where the contract asks for what cannot be done without rewriting
     */
    public HistoryTable history(Contract contract) {
        TableIdentifier name = history(contract.dataset());
        try {
            Table table = catalog.loadTable(name);
            SchemaChange.of(table, contract).commit();
            PartitionChange.take(table, contract);
            Withheld.take(table, contract);
            return new HistoryTable(table, copies);
        } catch (NoSuchTableException missing) {
            return new HistoryTable(create(name, contract), copies);
        }
    }

    private Table create(TableIdentifier name, Contract contract) {
        Schema schema = HistorySchema.of(contract);
        return create(name, schema, HistorySchema.partitions(contract, schema), contract.description());
    }

    /** The table of what was recommended to whom, which is made where there is none. */
    public RecommendationTable recommendations() {
        return recommendationsIfAny().orElseGet(() -> {
            require(OUTPUTS);
            return new RecommendationTable(
                    create(
                            RECOMMENDATIONS,
                            RecommendationTable.SCHEMA,
                            RecommendationTable.DAYS,
                            "What was recommended to whom, delivery by delivery."),
                    copies);
        });
    }

    /** The same; empty where nothing was ever delivered. */
    public Optional<RecommendationTable> recommendationsIfAny() {
        return hasRecommendations()
                ? Optional.of(new RecommendationTable(catalog.loadTable(RECOMMENDATIONS), copies))
                : Optional.empty();
    }

    /** Whether anything was ever delivered; only the catalog is asked, not the storage. */
    public boolean hasRecommendations() {
        boolean isThere = !(catalog instanceof SupportsNamespaces namespaces) || namespaces.namespaceExists(OUTPUTS);
        return isThere && catalog.listTables(OUTPUTS).contains(RECOMMENDATIONS);
    }

    /** A table as a backup describes it. */
    HistoryTable restored(String dataset, Schema schema, PartitionSpec partitions, String comment) {
        return new HistoryTable(create(history(dataset), schema, partitions, comment), copies);
    }

    private Table create(TableIdentifier name, Schema schema, PartitionSpec partitions, String comment) {
        address.requireFree(name.namespace() + "/" + name.name());
        return catalog.buildTable(name, schema)
                .withPartitionSpec(partitions)
                .withProperty(TableProperties.FORMAT_VERSION, "2")
                .withProperty(TableProperties.PARQUET_COMPRESSION, "zstd")
                .withProperty("comment", comment)
                // Each commit writes the list of all states anew; older lists are of no use.
                .withProperty(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true")
                .withProperty(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20")
                .create();
    }

    /** The datasets that have a history, by name. */
    public List<String> datasets() {
        return catalog.listTables(HISTORY).stream()
                .map(TableIdentifier::name)
                .sorted()
                .toList();
    }

    /** All histories, by name. */
    public List<HistoryTable> histories() {
        return datasets().stream()
                .map(dataset -> new HistoryTable(catalog.loadTable(history(dataset)), copies))
                .toList();
    }

    /** The history of a dataset. @throws LakeProblem when there is none */
    public HistoryTable historyOf(String dataset) {
        try {
            return new HistoryTable(catalog.loadTable(history(dataset)), copies);
        } catch (NoSuchTableException missing) {
            throw new LakeProblem(
                    "The lake has no history of `" + dataset + "`.",
                    "There are: " + String.join(", ", datasets()) + ".");
        }
    }

    @Override
    public void close() {
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException("The lake's catalog cannot be closed", e);
            }
        }
    }
}
