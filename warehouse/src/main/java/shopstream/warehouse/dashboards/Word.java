package shopstream.warehouse.dashboards;

import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.YamlMap;

/** What was written, and where. */
public record Word(String text, Place place) {

    static Word of(YamlMap yaml, String key) {
        return new Word(yaml.requiredText(key), yaml.placeOf(key));
    }
}
