package shopstream.recommender.placements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.recommender.live.FilledShop;

class LivePlacementsTest {
    @TempDir
    Path folder;

    private LivePlacements live;

    @BeforeEach
    void begin() throws IOException {
        write("home", "shows: popular\n");
        write("cart", "shows: goes-with\n");
        live = new LivePlacements(folder, FilledShop.PRODUCTS, ZoneOffset.UTC);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private Purpose home() {
        return live.named("home").orElseThrow().shows();
    }

    @Test
    void aChangeHoldsFromTheNextLookOn() throws IOException {
        assertThat(home()).isEqualTo(Purpose.POPULAR);
        write("home", "shows: for-you\n");
        assertThat(home()).isEqualTo(Purpose.POPULAR);
        live.look();
        assertThat(home()).isEqualTo(Purpose.FOR_YOU);
    }

    @Test
    void aFileThatCannotBeUsedIsAsItWasAndSaysWhy() throws IOException {
        write("home", "shows: everything\n");
        write("cart", "shows: popular\n");
        live.look();
        assertThat(home()).isEqualTo(Purpose.POPULAR);
        assertThat(live.named("cart").orElseThrow().shows()).isEqualTo(Purpose.POPULAR);
        assertThat(live.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("everything"));
        write("home", "shows: for-you\n");
        live.look();
        assertThat(home()).isEqualTo(Purpose.FOR_YOU);
        assertThat(live.problems()).isEmpty();
    }

    @Test
    void aFileThatIsHalfWrittenIsAsItWas() throws IOException {
        write("home", "");
        live.look();
        assertThat(home()).isEqualTo(Purpose.POPULAR);
        write("home", "shows: [popu");
        live.look();
        assertThat(home()).isEqualTo(Purpose.POPULAR);
    }

    @Test
    void aProblemIsSaidForAsLongAsItIsThere() throws IOException {
        write("home", "shows: everything\n");
        live.look();
        write("cart", "shows: popular\n");
        live.look();
        assertThat(live.problems()).hasSize(1);
    }

    @Test
    void aFileThatIsRemovedIsNoPlacementAnyMore() throws IOException {
        Files.delete(folder.resolve("home.yaml"));
        live.look();
        assertThat(live.all().all()).containsOnlyKeys("cart");
    }
}
