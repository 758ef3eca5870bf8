package shopstream.demo.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.of(1);

    @Test
    void hasThirtyProductsInEachOfEightLines() {
        assertThat(catalogue.lines()).hasSize(8);
        for (ProductLine line : catalogue.lines()) {
            assertThat(catalogue.products().stream().filter(p -> p.line() == line.index()))
                    .as(line.name())
                    .hasSize(30);
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(Catalogue.of(1).products()).isEqualTo(catalogue.products());
        assertThat(Catalogue.of(2).products()).isNotEqualTo(catalogue.products());
    }

    @Test
    void namesAndCodesAreUniqueAndFitTheirColumns() {
        assertThat(catalogue.products()).extracting(Product::code).doesNotHaveDuplicates();
        assertThat(catalogue.products()).extracting(Product::name).doesNotHaveDuplicates();
        assertThat(catalogue.products()).allSatisfy(product -> {
            assertThat(product.code()).hasSizeLessThanOrEqualTo(15);
            assertThat(product.name()).hasSizeLessThanOrEqualTo(70).isNotBlank();
            assertThat(product.scale()).hasSizeLessThanOrEqualTo(10);
            assertThat(product.vendor()).hasSizeLessThanOrEqualTo(50);
            assertThat(product.stock()).isBetween(0, (int) Short.MAX_VALUE);
        });
    }

    @Test
    void isSoldForMoreThanItCosts() {
        assertThat(catalogue.products())
                .allSatisfy(product -> assertThat(product.msrpCents()).isGreaterThan(product.buyCents()));
    }

    @Test
    void sharesOfAllProductsAddUpToOne() {
        assertThat(catalogue.products().stream().mapToDouble(catalogue::share).sum())
                .isBetween(0.999, 1.001);
    }
}
