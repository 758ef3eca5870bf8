package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionTest {
    @Test
    void ofManyQuestionsTheLatestTenthJudgesAndTheTenthBeforeTeaches() {
        assertThat(Partition.of(20_000)).isEqualTo(new Partition(16_000, 18_000, 20_000));
    }

    @Test
    void ofVeryManyOnlySoManyJudgeAndEverySoManiethIsTaught() {
        Partition partition = Partition.of(400_000);

        assertThat(partition).isEqualTo(new Partition(356_000, 396_000, 400_000));
        assertThat(partition.stride(5_000)).isEqualTo(8);
    }

    @Test
    void ofFewMoreThanATenthIsNeeded() {
        Partition partition = Partition.of(Partition.FEWEST);

        assertThat(partition).isEqualTo(new Partition(250, 450, 600));
        assertThat(partition.stride(5_000)).isOne();
    }
}
