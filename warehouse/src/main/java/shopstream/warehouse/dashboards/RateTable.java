package shopstream.warehouse.dashboards;

import java.util.Optional;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/**
 * Where a dashboard finds the currency of a row's amounts, and what one unit of it is worth in the dashboard's currency.
 *
 * @param amountsIn expression over the star: the ISO 4217 code of the row's amounts
 * @param seed the table of rates
 * @param currency its column with the currency that is worth something
 * @param day its column with the first day of a rate, which holds until the currency's next row
 * @param rate its column with the worth of one unit in the dashboard's currency
 */
public record RateTable(Word amountsIn, Word seed, Word currency, Word day, Word rate) {

    /** What the file declares, or empty where all amounts are in the dashboard's own currency. */
    static Optional<RateTable> read(YamlMap yaml, Problems problems) {
        boolean amounts = yaml.has("amounts-in");
        Optional<YamlMap> rates = yaml.map("rates");
        if (amounts && rates.isEmpty()) {
            problems.add(
                    yaml.placeOf("amounts-in"),
                    "The dashboard has amounts in several currencies and no rates",
                    "Add `rates: {seed: rates, currency: currency, day: day, rate: rate}` and the seed");
        }
        if (!amounts && rates.isPresent()) {
            problems.add(
                    yaml.placeOf("rates"),
                    "The dashboard has rates, and does not say which currency an amount is in",
                    "Add `amounts-in:` with the column of the ISO code, or take `rates` out");
        }
        String expression = yaml.text("amounts-in", "");
        return rates.map(map -> {
                    var table = new RateTable(
                            new Word(expression, yaml.placeOf("amounts-in")),
                            Word.of(map, "seed"),
                            Word.of(map, "currency"),
                            Word.of(map, "day"),
                            Word.of(map, "rate"));
                    map.nothingElse();
                    return table;
                })
                .filter(table -> amounts);
    }
}
