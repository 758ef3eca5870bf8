package shopstream.ingestion.discovery;

/** {@code shop.yaml} as text. The password is never written: it comes from the environment. */
final class ShopText {
    private ShopText() {}

    static String of(SchemaReading schema, String user, CurrencyGuess currency) {
        Lines yaml = new Lines();
        yaml.add(
                0,
                "# Your shop: where its data comes from and how its days are counted. Written by discovery; lines that begin");
        yaml.add(
                0,
                "# with `# guessed:` are to be confirmed, those with `# question:` to be answered and then removed.");
        yaml.add(0, "# `./shopstream check --config` with this file lists the questions and says whether all is well.");
        yaml.add(0, "");
        yaml.add(0, "name: shop");
        yaml.add(0, currency.remark().yaml());
        yaml.entry(0, "currency", currency.code());
        yaml.add(
                0,
                Remark.question("In which zone does the shop count its days? UTC stands in.")
                        .yaml());
        yaml.add(0, "zone: UTC");
        yaml.add(0, "first-weekday: monday").add(0, "");
        yaml.add(0, "source:");
        yaml.add(1, "name: shop");
        yaml.add(1, "url: ${SHOP_DB_URL:-" + schema.address().url() + "}");
        yaml.add(1, "user: ${SHOP_DB_USER:-" + user + "}");
        yaml.add(1, "password: ${SHOP_DB_PASSWORD}");
        yaml.add(1, "zone: UTC                      # of times that carry none");
        yaml.add(0, "").add(0, "log:").add(1, "prefix: shopstream").add(0, "");
        yaml.add(0, "contracts: contracts")
                .add(0, "models: models")
                .add(0, "seeds: seeds")
                .add(0, "dashboards: dashboards");
        return yaml.toString();
    }
}
