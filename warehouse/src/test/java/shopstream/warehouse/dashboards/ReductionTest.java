package shopstream.warehouse.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.SampleMarts;

class ReductionTest {

    private final Dashboard shipped =
            Dashboards.read(SampleMarts.DASHBOARDS, new Problems()).get(0);

    private Dashboard reducedTo(MartDeclaration... marts) {
        return new Reduction(List.of(marts), List.of(SampleMarts.REGIONS)).of(shipped);
    }

    @Test
    void nothingGoesWhereNothingIsMissing() {
        assertThat(reducedTo(SampleMarts.SALES_LINES, SampleMarts.CUSTOMERS, SampleMarts.PRODUCTS))
                .isEqualTo(shipped);
    }

    @Test
    void withoutCustomersThereAreNoPlaces() {
        Dashboard left = reducedTo(SampleMarts.SALES_LINES, SampleMarts.PRODUCTS);
        assertThat(left.dimensions()).extracting(Dimension::name).containsExactly("category", "product");
        assertThat(left.measures()).isEqualTo(shipped.measures());
    }

    @Test
    void withoutProductsTheirCodesAreLeftWithoutNames() {
        Dashboard left = reducedTo(SampleMarts.SALES_LINES, SampleMarts.CUSTOMERS);
        assertThat(left.dimensions()).extracting(Dimension::name).containsExactly("region", "country", "product");
        assertThat(left.dimension("product").orElseThrow().label()).isEmpty();
        assertThat(left.dimension("product").orElseThrow().parent()).isEmpty();
        assertThat(left.dimension("country").orElseThrow().parent()).isEqualTo(Optional.of("region"));
    }

    @Test
    void withoutTheFactNothingIsLeft() {
        Dashboard left = reducedTo(SampleMarts.CUSTOMERS, SampleMarts.PRODUCTS);
        assertThat(left.measures()).isEmpty();
        assertThat(left.dimensions()).isEmpty();
    }
}
