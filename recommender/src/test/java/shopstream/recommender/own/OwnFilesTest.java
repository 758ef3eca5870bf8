package shopstream.recommender.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class OwnFilesTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void readsATable() throws IOException {
        Files.writeString(
                folder.resolve("nightly.yaml"), "{kind: table, file: t.csv, customer: c, product: p, rank: r}");

        assertThat(read()).singleElement().satisfies(read -> {
            assertThat(read.name()).isEqualTo("nightly");
            assertThat(read.files()).containsExactly(folder.resolve("t.csv").toAbsolutePath());
            assertThat(((OwnDeclaration.Table) read).order()).hasValue(new OwnDeclaration.Order("r", false));
        });
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void knowsWhichColumnsAModelTakes() throws IOException {
        Files.writeString(folder.resolve("model.yaml"), """
                kind: two-towers
                similarity: cosine
                user-tower:
                  model: user.onnx
                  output: vector
                  inputs:
                    country: {feature: customer.country, vocabulary: countries.txt, first: 0, missing: 9}
                    cart: {feature: cart-products, length: 5, order: newest-first}
                item-tower:
                  model: item.onnx
                  inputs: {price: {feature: product.price}}
                """);

        OwnDeclaration.TwoTowers read = (OwnDeclaration.TwoTowers) read().get(0);

        assertThat(problems.all()).isEmpty();
        assertThat(read.similarity()).isEqualTo(OwnDeclaration.Similarity.COSINE);
        assertThat(read.customerColumns()).containsExactly("country");
        assertThat(read.productColumns()).containsExactly("price");
        assertThat(read.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("user.onnx", "countries.txt", "item.onnx");
        TowerDeclaration.Input country = read.user().inputs().get(0);
        assertThat(country.first()).isZero();
        assertThat(country.missing()).hasValue("9");
        TowerDeclaration.Input cart = read.user().inputs().get(1);
        assertThat(cart.length()).isEqualTo(Optional.of(5));
        assertThat(cart.newestLast()).isFalse();
    }

    @Test
    void saysWhatFeaturesThereAre() throws IOException {
        Files.writeString(folder.resolve("model.yaml"), """
                kind: two-towers
                user-tower:
                  model: user.onnx
                  inputs:
                    one: {feature: recent-product}
                    two: {feature: product.price}
                    three: {feature: customer.contry}
                item-tower:
                  model: item.onnx
                  inputs: {price: {feature: product.weight}}
                """);

        assertThat(read()).isEmpty();
        String file = folder.resolve("model.yaml").toString();
        String known = "recent-products, cart-products, customer-id, customer.country";
        assertThat(problems.all().stream().map(Problem::toString))
                .containsExactly(
                        file
                                + ":5: The user tower has no feature `recent-product`. Did you mean `recent-products`? Write one"
                                + " of " + known + ".",
                        file + ":6: The user tower has no feature `product.price`. Write one of " + known + ".",
                        file + ":7: The customers have no column `contry`. Did you mean `country`? They have country.",
                        file + ":10: The products have no column `weight`. They have price.");
    }

    @Test
    void saysWhatATableLacks() throws IOException {
        Files.writeString(
                folder.resolve("table.yaml"), "{kind: table, file: t.xls, customer: c, score: s, rank: r, pruduct: p}");

        assertThat(read()).isEmpty();
        String file = folder.resolve("table.yaml").toString();
        assertThat(problems.all().stream().map(Problem::toString))
                .containsExactly(
                        file
                                + ":1: `t.xls` is no table that can be read. Write it as CSV with a header (.csv), or as one JSON"
                                + " object a line (.jsonl).",
                        file + ":1: The table has a score and a rank. Keep the one that it is to be ordered by.",
                        file + ":1: The key `product` is missing. Add `product: …` here.",
                        file + ":1: The key `pruduct` is not known here. Did you mean `product`?");
    }

    @Test
    void readsWhatTheDocumentationShows() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "own-recommenders.md"));
        Pattern.compile("```yaml\n# shop/recommenders/(\\S+)\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .forEach(shown -> write(shown.group(1), shown.group(2)));

        List<OwnDeclaration> read =
                new OwnFiles(List.of("MSRP"), List.of("country", "creditLimit"), problems).readAll(folder);

        assertThat(problems.all()).isEmpty();
        assertThat(read).extracting(OwnDeclaration::name).containsExactly("nightly", "ours");
    }

    private void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Test
    void needsNoFolder() {
        assertThat(new OwnFiles(List.of(), List.of(), problems).readAll(folder.resolve("none")))
                .isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    private List<OwnDeclaration> read() {
        return new OwnFiles(List.of("price"), List.of("country"), problems).readAll(folder);
    }
}
