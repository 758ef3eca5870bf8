package shopstream.lake;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.rest.auth.OAuth2Properties;

/**
 * A server that speaks Iceberg's REST catalog protocol. It says itself where the files of its tables are.
 *
 * @param warehouse which of the server's, as it names them; empty for the one it has
 * @param token that is sent with each request
 * @param credential {@code client:secret}, for which the server gives tokens
 */
public record RemoteCatalog(URI uri, Optional<String> warehouse, Optional<String> token, Optional<String> credential) {

    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(Map.of(CatalogProperties.URI, uri.toString()));
        warehouse.ifPresent(name -> properties.put(CatalogProperties.WAREHOUSE_LOCATION, name));
        token.ifPresent(text -> properties.put(OAuth2Properties.TOKEN, text));
        credential.ifPresent(text -> properties.put(OAuth2Properties.CREDENTIAL, text));
        return properties;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
