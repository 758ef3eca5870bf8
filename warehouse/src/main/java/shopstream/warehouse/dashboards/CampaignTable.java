package shopstream.warehouse.dashboards;

import java.util.List;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.YamlMap;

/**
 * Where a dashboard finds its marketing calendar: a seed, and what its columns are.
 *
 * @param name column with what a campaign is called
 * @param firstDay column with its first day
 * @param lastDay column with its last day, which belongs to it
 * @param about dimensions that a column of the same name narrows a campaign to
 */
public record CampaignTable(Word seed, Word name, Word firstDay, Word lastDay, List<Word> about) {

    public CampaignTable {
        about = List.copyOf(about);
    }

    /** What was written, and where. */
    public record Word(String text, Place place) {}

    static CampaignTable read(YamlMap yaml) {
        var table = new CampaignTable(
                word(yaml, "seed"),
                word(yaml, "name"),
                word(yaml, "first-day"),
                word(yaml, "last-day"),
                yaml.texts("about").stream()
                        .map(text -> new Word(text, yaml.placeOf("about")))
                        .toList());
        yaml.nothingElse();
        return table;
    }

    private static Word word(YamlMap yaml, String key) {
        return new Word(yaml.requiredText(key), yaml.placeOf(key));
    }
}
