package shopstream.warehouse.dashboards;

import java.util.List;
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

    static CampaignTable read(YamlMap yaml) {
        var table = new CampaignTable(
                Word.of(yaml, "seed"),
                Word.of(yaml, "name"),
                Word.of(yaml, "first-day"),
                Word.of(yaml, "last-day"),
                yaml.texts("about").stream()
                        .map(text -> new Word(text, yaml.placeOf("about")))
                        .toList());
        yaml.nothingElse();
        return table;
    }
}
