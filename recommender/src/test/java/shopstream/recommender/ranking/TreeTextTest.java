package shopstream.recommender.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TreeTextTest {
    @Test
    void readsATreeAsXgboostPrintsIt() {
        TreeNode tree = TreeText.parse("0:[f3<-1.5e-05] yes=1,no=2,missing=2,gain=10.5,cover=30\n"
                + "\t1:leaf=-0.25,cover=10\n"
                + "\t2:[f12<0.699999988] yes=3,no=4,missing=4,gain=1,cover=20\n"
                + "\t\t3:leaf=0.125,cover=5\n"
                + "\t\t4:leaf=1e-3,cover=15\n");

        assertThat(tree)
                .isEqualTo(new TreeNode.Split(
                        3,
                        -1.5e-5f,
                        new TreeNode.Leaf(-.25f, 10),
                        new TreeNode.Split(12, .7f, new TreeNode.Leaf(.125f, 5), new TreeNode.Leaf(.001f, 15), 20),
                        30));
    }

    @Test
    void refusesWhatIsNoTree() {
        assertThatThrownBy(() -> TreeText.parse("booster[0]:"))
                .hasMessage("Not a line of a tree of XGBoost: 'booster[0]:'");
    }
}
