package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the shipped folder whose dashboard has {@code margin} and {@code vendor}, and whose orders have a currency. */
final class OwnFolder {
    private OwnFolder() {}

    /** Returns its shop.yaml. @param own where it is to be, which is not there yet */
    static Path in(Path own) throws IOException {
        Path shipped = Path.of("..", "shop");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, own.resolve(shipped.relativize(file)));
            }
        }
        Path dashboard = own.resolve("dashboards").resolve("sales.yaml");
        Files.writeString(
                dashboard,
                Files.readString(dashboard).replace("\nmeasures:\n", """

                                measures:
                                  - name: margin
                                    title: Margin
                                    expression: sum(quantity * (price - products.buy_price))
                                    unit: currency
                                    definition: Revenue less what the shop pays for the same units.
                                """).replace("\ndimensions:\n", """

                                dimensions:
                                  - name: vendor
                                    title: Vendor
                                    expression: products.vendor
                                    group: goods
                                    definition: Who makes the product.
                                """));
        currencies(own);
        return own.resolve("shop.yaml");
    }

    /** As CONTRIBUTING has it: the contract, the models and the dashboard, and a seed of rates. */
    private static void currencies(Path own) throws IOException {
        edit(own.resolve("contracts/orders.yaml"), "      - name: customerNumber\n", """
                      - name: currency
                        logicalType: string
                        physicalType: char(3)
                        required: true
                        description: ISO code of what the order is paid in.
                      - name: customerNumber
                """);
        edit(
                own.resolve("models/staging/stg_orders.sql"),
                "TRIM(status)",
                "TRIM(currency) AS currency,\n  TRIM(status)");
        edit(
                own.resolve("models/marts/sales_lines.sql"),
                "  header.status,\n",
                "  header.status,\n  header.currency,\n");
        edit(
                own.resolve("models/marts/sales_lines.yaml"),
                "  - { name: counts,",
                "  - { name: currency, type: VARCHAR, description: What it was paid in. }\n  - { name: counts,");
        edit(own.resolve("dashboards/sales.yaml"), "\ncurrency: USD\n", """

                currency: USD
                amounts-in: currency
                rates: {seed: rates, currency: currency, day: day, rate: rate}
                """);
        Files.writeString(own.resolve("seeds/rates.csv"), "currency,day,rate\nEUR,2020-01-01,1.25\n");
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).as(file.toString()).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
