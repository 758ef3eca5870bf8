package shopstream.transformations.lake;

import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.flink.CatalogLoader;
import shopstream.lake.LakeAddress;

/** How a task opens the lake's catalog. */
record LakeCatalog(LakeAddress address) implements CatalogLoader {
    @Override
    public Catalog loadCatalog() {
        return address.open();
    }

    @Override
    public CatalogLoader clone() {
        return this;
    }
}
