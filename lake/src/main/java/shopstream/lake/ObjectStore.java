package shopstream.lake;

import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.HttpClientProperties;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.aws.s3.S3FileIOProperties;

/**
 * Where the files of a lake are when they are not on this machine's disk: S3, or what speaks its language.
 *
 * @param warehouse below which the tables are, as {@code s3://bucket/folder}; a catalog that decides that itself may have
 *     none
 * @param endpoint of the server; empty for Amazon's own
 * @param pathStyle whether the bucket is in the path of an address, and not in its host name
 * @param keys without which Amazon's usual places are looked through: environment, profile, the machine's role
 */
public record ObjectStore(
        Optional<String> warehouse,
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        Optional<Keys> keys) {
    private static final String RETRIES = "3";
    private static final String RETRY_MILLIS = "500";

    /** An access key and its secret. */
    public record Keys(String access, String secret) implements Serializable {
        @Override
        public String toString() {
            return access;
        }
    }

    /** The same server, and another place there. @param place as {@code s3://bucket/folder} */
    public ObjectStore at(String place) {
        return new ObjectStore(Optional.of(place), endpoint, region, pathStyle, keys);
    }

    /** As Iceberg's own reader and writer of S3 names its settings. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(Map.of(
                CatalogProperties.FILE_IO_IMPL,
                S3FileIO.class.getName(),
                // Of the kinds of client, the one that needs no other part of Amazon's library than that for S3.
                S3FileIOProperties.CLIENT_FACTORY,
                "org.apache.iceberg.aws.s3.DefaultS3FileIOAwsClientFactory",
                HttpClientProperties.CLIENT_TYPE,
                HttpClientProperties.CLIENT_TYPE_URLCONNECTION,
                S3FileIOProperties.PATH_STYLE_ACCESS,
                Boolean.toString(pathStyle),
                // Whoever writes tries again as a whole, and what failed is to be said soon.
                S3FileIOProperties.S3_RETRY_NUM_RETRIES,
                RETRIES,
                S3FileIOProperties.S3_RETRY_MIN_WAIT_MS,
                RETRY_MILLIS));
        warehouse.ifPresent(at -> properties.put(CatalogProperties.WAREHOUSE_LOCATION, at));
        endpoint.ifPresent(at -> properties.put(S3FileIOProperties.ENDPOINT, at.toString()));
        region.ifPresent(at -> properties.put(AwsClientProperties.CLIENT_REGION, at));
        keys.ifPresent(pair -> {
            properties.put(S3FileIOProperties.ACCESS_KEY_ID, pair.access());
            properties.put(S3FileIOProperties.SECRET_ACCESS_KEY, pair.secret());
        });
        return properties;
    }
}
