package shopstream.demo.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CustomerTest {

    @Test
    void fitsItsColumnsInEveryCountry() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(Country.all()).hasSize(24);
        for (Country country : Country.all()) {
            for (int i = 0; i < 2_000; i++) {
                Customer customer = Customer.in(country, random);
                assertThat(customer.name())
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(50)
                        .doesNotContain("{", "}");
                assertThat(customer.lastName()).isNotBlank().hasSizeLessThanOrEqualTo(50);
                assertThat(customer.firstName()).isNotBlank().hasSizeLessThanOrEqualTo(50);
                assertThat(customer.phone()).isNotBlank().doesNotContain("#");
                assertThat(customer.address()).hasSizeLessThanOrEqualTo(50).doesNotContain("{", "}");
                assertThat(customer.postalCode().orElse("")).hasSizeLessThanOrEqualTo(15);
                assertThat(customer.creditCents()).isBetween(0L, 99_999_999L);
            }
        }
    }

    @Test
    void aFewCountriesCarryTrailingBlanksAsRealBooksDo() {
        Market market = Market.of(
                1, java.time.Instant.EPOCH, java.time.Instant.EPOCH.plusSeconds(1), 1, MarketingCalendar.EMPTY);
        var random = market.random(3);
        Map<String, Integer> dirty = new HashMap<>();
        for (int i = 0; i < Population.SIZE; i++) {
            Customer customer = Customer.in(market.population().country(Population.FIRST_NUMBER + i), random);
            if (!customer.country().equals(customer.country().strip())) {
                dirty.merge(customer.country(), 1, Integer::sum);
            }
        }
        assertThat(dirty).containsKey("Norway  ");
        assertThat(dirty.values().stream().mapToInt(Integer::intValue).sum()).isBetween(3, 60);
    }
}
