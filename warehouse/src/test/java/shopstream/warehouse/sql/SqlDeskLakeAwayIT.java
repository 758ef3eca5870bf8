package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shopstream.contracts.PersonalNames;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeStores;
import shopstream.lake.S3Server;
import shopstream.warehouse.training.SampleLake;

/** A lake on storage that goes away and comes back. */
class SqlDeskLakeAwayIT extends OpenDesk {
    private static final String OF_THE_SHOP = "SELECT count(*) FROM sales_lines";
    private static final String OF_THE_LAKE = "SELECT name FROM lake.items";

    @Test
    @Timeout(120)
    void questionsThatDoNotReadTheLakeAreAnsweredWhileItIsAway() {
        S3Server s3 = new S3Server(directory.resolve("s3"));
        LakeAddress address = LakeAddress.of(
                directory.resolve("elsewhere"), new LakeStores(Optional.of(s3.store("shop")), Optional.empty()));
        try (s3;
                SampleLake onS3 = new SampleLake(address);
                AskedLake away = new AskedLake(() -> Optional.of(address), CLOCK);
                SqlDesk elsewhere = desk(
                        "desk-elsewhere",
                        new SqlDesk.Limits(2, 1, Duration.ofSeconds(20), "128MB", 1_300_000),
                        PersonalNames.named(),
                        away)) {
            onS3.append(List.of(new SampleLake.Version("c", 1, CLOCK.instant(), 1, new BigDecimal("1.00"), "on S3")));
            assertThat(ask(elsewhere, OF_THE_LAKE).get("rows").toString()).isEqualTo("[[\"on S3\"]]");
            assertThat(elsewhere.tables().tables())
                    .extracting(AskableTable::name)
                    .contains("sales_lines", "lake.items");

            s3.stop();
            assertThat(ask(elsewhere, OF_THE_SHOP).get("rows").toString()).isEqualTo("[[1]]");
            assertThatThrownBy(() -> ask(elsewhere, OF_THE_LAKE))
                    .isInstanceOf(SqlProblem.class)
                    .hasMessageStartingWith("The lake's storage cannot be reached");
            assertThat(elsewhere.tables().missing()).startsWith("The lake's storage cannot be reached");
            assertThat(elsewhere.tables().tables())
                    .extracting(AskableTable::name)
                    .contains("sales_lines")
                    .doesNotContain("lake.items");

            s3.start();
            assertThat(ask(elsewhere, OF_THE_LAKE).get("rows").toString()).isEqualTo("[[\"on S3\"]]");
        }
    }

    @Test
    void aShopWithoutALakeAnswersWhatItHas() {
        try (AskedLake none = new AskedLake(Optional::empty, CLOCK);
                SqlDesk without = desk(
                        "desk-without",
                        new SqlDesk.Limits(1, 1, Duration.ofSeconds(20), "128MB", 1_300_000),
                        PersonalNames.named(),
                        none)) {
            assertThat(ask(without, OF_THE_SHOP).get("rows").toString()).isEqualTo("[[1]]");
            assertThatThrownBy(() -> ask(without, OF_THE_LAKE)).hasMessageContaining("There is no table `lake.items`");
        }
    }
}
