package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeScorerTest {
    private final Random random = new Random(23);

    @Test
    void givesExactlyWhatWalkingTheTreesGives() {
        List<TreeNode> nodes = new ArrayList<>();
        for (int tree = 0; tree < 40; tree++) {
            nodes.add(node(1 + random.nextInt(16)));
        }
        TreeRanking trees = TreeRanking.of(nodes);
        var scorer = new TreeScorer(trees);
        float[] rows = new float[Feature.count()];
        for (int round = 0; round < 2000; round++) {
            for (int column = 0; column < rows.length; column++) {
                rows[column] = random.nextInt(10);
            }
            assertThat(scorer.score(rows, 0)).isEqualTo(trees.score(rows, 0));
        }
    }

    private TreeNode node(int leaves) {
        if (leaves == 1) {
            return new TreeNode.Leaf(random.nextFloat() - .5f, 1);
        }
        int left = 1 + random.nextInt(leaves - 1);
        // Whole numbers, which rows meet exactly.
        return new TreeNode.Split(
                random.nextInt(Feature.count()), random.nextInt(10), node(left), node(leaves - left), leaves);
    }

    @Test
    void withoutTreesTheScoreIsNothing() {
        assertThat(new TreeScorer(TreeRanking.NONE).score(new float[Feature.count()], 0))
                .isZero();
    }

    @Test
    void refusesATreeOfMoreLeavesThanItCanTellApart() {
        TreeRanking trees = TreeRanking.of(List.of(node(65)));

        assertThatThrownBy(() -> new TreeScorer(trees)).hasMessage("A tree has more than 64 leaves");
    }
}
